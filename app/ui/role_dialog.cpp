// SPDX-License-Identifier: Apache-2.0
#include "ui/role_dialog.h"

#include "settings/values.h"
#include "ui/settings_page.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Runs a check of the settings; its words go to the field's note. `message` in place of the
/// check's own, which repeats what the field shows.
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
    : QDialog(parent), configuration_(configuration), role_(role),
      name_(new QLineEdit(role.name, this)), arn_(new QLineEdit(role.arn, this)),
      region_(new QLineEdit(role.region, this)), minutes_(new QSpinBox(this)),
      nameNote_(new FieldNote(name_, this)), arnNote_(new FieldNote(arn_, this)),
      regionNote_(new FieldNote(region_, this)), note_(new FieldNote(nullptr, this)),
      save_(pushButton(role.name.isEmpty() ? tr("&Add") : tr("&Save"), this)) {
    setWindowTitle(role.name.isEmpty() ? tr("Add a role")
                                       : tr("Change the role %1").arg(role.name));
    build();
    // A field is looked at when it is left, and then at every letter until it is right.
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
    connect(save_, &QPushButton::clicked, this, &RoleDialog::save);
}

void RoleDialog::build() {
    name_->setPlaceholderText(tr("Your own word for it"));
    arn_->setPlaceholderText(u"arn:aws:iam::123456789012:role/Name"_s);
    region_->setPlaceholderText(tr("The repository's"));
    minutes_->setRange(15, 12 * 60);
    minutes_->setSuffix(tr(" min"));
    minutes_->setValue(int(std::chrono::ceil<std::chrono::minutes>(role_.duration).count()));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [&](const QString &text, QWidget *field, FieldNote *note) {
        form->addRow(text, field);
        if (note != nullptr)
            form->addRow(QString(), note);
    };
    add(tr("&Name"), name_, nameNote_);
    add(tr("Role A&RN"), arn_, arnNote_);
    add(tr("Re&gion"), region_, regionNote_);
    add(tr("AWS credentials &last"), minutes_, nullptr);

    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    save_->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(480, sizeHint().height());
}

bool RoleDialog::checkName() {
    const QString name = name_->text().trimmed();
    if (name != role_.name && configuration_.settings().findRole(name) != nullptr) {
        nameNote_->refuse(tr("You have a role of this name already."));
        return false;
    }
    return passes(nameNote_, tr("This can't be a role's name."), [&] { requireRoleName(name); });
}

bool RoleDialog::checkArn() {
    return passes(arnNote_, tr("This is not a role ARN."),
                  [this] { requireRoleArn(arn_->text().trimmed()); });
}

bool RoleDialog::checkRegion() {
    return passes(regionNote_, tr("This is not a region."),
                  [this] { requireRegion(region_->text().trimmed()); });
}

void RoleDialog::save() {
    const bool nameGood = checkName();
    const bool arnGood = checkArn();
    const bool regionGood = checkRegion();
    if (!nameGood || !arnGood || !regionGood) {
        (nameGood ? arnGood ? region_ : arn_ : name_)->setFocus();
        return;
    }
    Role role{name_->text().trimmed(), arn_->text().trimmed(), region_->text().trimmed()};
    const std::chrono::minutes minutes(minutes_->value());
    // Seconds that were written by hand stay.
    const bool sameTime = std::chrono::ceil<std::chrono::minutes>(role_.duration) == minutes;
    role.duration = sameTime ? role_.duration : std::chrono::seconds(minutes);
    save_->setEnabled(false);
    const auto change = [role, before = role_.name](SettingsFile &file) {
        if (before.isEmpty())
            file.addRole(role, false);
        else
            file.changeRole(before, role);
    };
    saving_ = Story([=, this](std::stop_token stop) { return saved(change, stop); },
                    [this](const Error &error) {
                        note_->refuse(errorText(error));
                        save_->setEnabled(true);
                    });
}

bool RoleDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

QCoro::Task<> RoleDialog::saved(Configuration::Change change, std::stop_token stop) {
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    accept();
}

} // namespace vouch::ui
