// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/role_dialog.h"

#include "core/error.h"
#include "session/configuration.h"
#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Runs a check that throws Error, and reports a failure in the field's note as `message` plus the
/// error's hint; the error's own message would repeat the field's text.
bool passes(FieldNote *note, const QString &message, const std::function<void()> &check) {
    try {
        check();
    } catch (const Error &error) {
        note->refuse(message + u' ' + error.hint());
        return false;
    }
    note->clear();
    return true;
}

} // namespace

RoleDialog::RoleDialog(Configuration &configuration, const Role &role, QWidget *parent)
    : SettingsDialog(configuration, role.name.isEmpty(), parent), role_(role),
      name_(new QLineEdit(role.name, this)), arn_(new QLineEdit(role.arn, this)),
      region_(new QLineEdit(role.region, this)), via_(new QLineEdit(role.via, this)),
      minutes_(new QSpinBox(this)), nameNote_(new FieldNote(name_, this)),
      arnNote_(new FieldNote(arn_, this)), regionNote_(new FieldNote(region_, this)),
      viaNote_(new FieldNote(via_, this)) {
    setWindowTitle(role.name.isEmpty() ? tr("Add a role") : tr("Edit the role %1").arg(role.name));
    build();
    // Check a field when the user leaves it, then on every keystroke until it is valid.
    const auto follow = [this](QLineEdit *edit, FieldNote *note, bool (RoleDialog::*check)()) {
        connect(edit, &QLineEdit::editingFinished, this, [=, this] {
            if (edit->isModified())
                (this->*check)();
        });
        connect(edit, &QLineEdit::textEdited, this, [=, this] {
            if (note->isRefusal())
                (this->*check)();
        });
    };
    follow(name_, nameNote_, &RoleDialog::checkName);
    follow(arn_, arnNote_, &RoleDialog::checkArn);
    follow(region_, regionNote_, &RoleDialog::checkRegion);
    follow(via_, viaNote_, &RoleDialog::checkVia);
}

void RoleDialog::build() {
    setHint(name_, tr("Any name you like"));
    setHint(arn_, u"arn:aws:iam::123456789012:role/Name"_s);
    setHint(region_, tr("The repository's region"));
    setHint(via_, tr("Empty: Vouch assumes the role directly"));
    minutes_->setRange(15, 12 * 60);
    minutes_->setSuffix(tr(" min"));
    minutes_->setValue(int(std::chrono::ceil<std::chrono::minutes>(role_.duration).count()));

    QFormLayout *form = settingsForm();
    const auto add = [&](const QString &text, QWidget *field, FieldNote *note) {
        form->addRow(text, field);
        if (note != nullptr)
            form->addRow(QString(), note);
    };
    add(tr("&Name"), name_, nameNote_);
    add(tr("Role A&RN"), arn_, arnNote_);
    add(tr("Re&gion"), region_, regionNote_);
    add(tr("AWS credentials &last"), minutes_, nullptr);
    add(tr("&Via (hub role ARN)"), via_, viaNote_);

    layOut(form, 480);
    name_->setFocus();
}

bool RoleDialog::checkName() {
    const QString name = name_->text().trimmed();
    if (name.isEmpty()) {
        nameNote_->refuse(tr("Enter a name."));
        return false;
    }
    if (name != role_.name && settings().findRole(name) != nullptr) {
        nameNote_->refuse(tr("You already have a role with this name."));
        return false;
    }
    return passes(nameNote_, tr("That isn't a valid role name."), [&] { requireRoleName(name); });
}

bool RoleDialog::checkArn() {
    return passes(arnNote_, tr("That isn't a role ARN."),
                  [this] { requireRoleArn(arn_->text().trimmed()); });
}

bool RoleDialog::checkRegion() {
    return passes(regionNote_, tr("That isn't a region."),
                  [this] { requireRegion(region_->text().trimmed()); });
}

bool RoleDialog::checkVia() {
    const QString via = via_->text().trimmed();
    if (!via.isEmpty() && via == arn_->text().trimmed()) {
        viaNote_->refuse(
            tr("That's the role itself. Leave this field empty or enter another role."));
        return false;
    }
    return passes(viaNote_, tr("That isn't a role ARN."), [&] {
        if (!via.isEmpty())
            requireRoleArn(via);
    });
}

void RoleDialog::save() {
    const bool nameGood = checkName();
    const bool arnGood = checkArn();
    const bool regionGood = checkRegion();
    const bool viaGood = checkVia();
    if (!nameGood || !arnGood || !regionGood || !viaGood) {
        (!nameGood ? name_ : !arnGood ? arn_ : !regionGood ? region_ : via_)->setFocus();
        return;
    }
    Role role{name_->text().trimmed(), arn_->text().trimmed(), region_->text().trimmed(),
              via_->text().trimmed()};
    const std::chrono::minutes chosen(minutes_->value());
    // Keep a duration in seconds that was written to the file by hand.
    const bool sameTime = std::chrono::ceil<std::chrono::minutes>(role_.duration) == chosen;
    role.duration = sameTime ? role_.duration : std::chrono::seconds(chosen);
    const auto change = [role, before = role_.name](SettingsFile &file) {
        if (before.isEmpty())
            file.addRole(role, false);
        else
            file.changeRole(before, role);
    };
    write(change);
}

} // namespace vouch::ui
