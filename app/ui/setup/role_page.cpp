// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/role_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "gitconfig/stored_passwords.h"
#include "session/configuration.h"
#include "session/doctor/trust_policy.h"
#include "session/session.h"
#include "settings/names.h"
#include "settings/values.h"
#include "ui/setup/administrator_view.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/rule_line.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString arnKey = u"arn"_s;
const QString regionKey = u"region"_s;

/// The name to save a role under: its name in AWS, unless that name is invalid or taken.
QString nameFor(const QString &arn, const Settings &settings) {
    for (const Role &role : settings.roles)
        if (role.arn == arn)
            return role.name;
    const QString account = arn.section(u':', 4, 4);
    QString name = arn.section(u'/', -1);
    try {
        requireRoleName(name);
    } catch (const Error &) {
        name = account;
    }
    return settings.findRole(name) == nullptr ? name : name + u'-' + account;
}

QString nameIn(const QString &arn) {
    return arn.section(u'/', -1);
}

} // namespace

RolePage::RolePage(const WizardServices &services)
    : WizardPage(tr("Choose your role")), services_(services), arn_(new QLineEdit(inside())),
      region_(new QComboBox(inside())), test_(pushButton(tr("&Test"), inside())),
      arnNote_(new FieldNote(arn_, inside())), note_(new FieldNote(nullptr, inside())),
      rule_(new RuleLine(Qt::Horizontal, inside())), refusal_(nullptr),
      refusalLayout_(new QVBoxLayout), administrator_(new AdministratorView(inside())) {
    setAbout(tr(
        "Vouch tests the role with AWS now, so git doesn't fail later. The test changes nothing."));
    arn_->setPlaceholderText(u"arn:aws:iam::123456789012:role/Name"_s);
    arn_->setMinimumHeight(32);
    region_->setMinimumHeight(32);
    region_->addItems(codeCommitRegions());
    auto *grid = new FieldGrid;
    grid->add(tr("Role &ARN"), arn_, arnNote_, test_);
    grid->addShort(tr("Re&gion"), region_);
    column()->addLayout(grid);
    column()->addSpacing(8);
    column()->addWidget(rule_);
    column()->addSpacing(8);
    column()->addWidget(note_);
    column()->addLayout(refusalLayout_);
    column()->addWidget(administrator_);
    column()->addStretch(1);
    setTabOrder(arn_, test_);
    setTabOrder(test_, region_);
    connect(test_, &QPushButton::clicked, this, &RolePage::test);
    connect(arn_, &QLineEdit::textEdited, this, [this] {
        forgetResult();
        if (arnNote_->isRefusal())
            checkArn();
    });
    connect(arn_, &QLineEdit::editingFinished, this, [this] {
        if (!arn_->text().isEmpty())
            checkArn();
    });
    connect(region_, &QComboBox::currentIndexChanged, this, &RolePage::forgetResult);
    forgetResult();
}

QString RolePage::pageKey() const {
    return u"role"_s;
}

QString RolePage::step() const {
    return tr("Role");
}

WizardPage::Input RolePage::input() const {
    return {{arnKey, arn_->text()}, {regionKey, region_->currentText()}};
}

void RolePage::setInput(const Input &input) {
    arn_->setText(input.value(arnKey));
    chooseRegion(input.value(regionKey));
}

void RolePage::initialize() {
    const Settings &settings = services_.configuration.settings();
    const Role *role = usualRole(settings);
    if (arn_->text().isEmpty() && role != nullptr) {
        arn_->setText(role->arn);
        chooseRegion(role->region);
    }
    arn_->setFocus();
}

void RolePage::cleanUp() {
    WizardPage::cleanUp();
    testing_.stop();
    setBusy(false);
    test_->setEnabled(true);
    if (!works_ && refusal_ == nullptr && !note_->isRefusal())
        note_->clear();
}

QPushButton *RolePage::firstButton() const {
    return works_ ? nullptr : test_;
}

bool RolePage::isSettled() const {
    return !services_.configuration.settings().roles.isEmpty();
}

Role RolePage::typed() const {
    const QString arn = arn_->text().trimmed();
    const Settings &settings = services_.configuration.settings();
    Role role{nameFor(arn, settings), arn, region_->currentText(), {}};
    if (const Role *known = settings.findRole(role.name)) {
        role.via = known->via;
        role.duration = known->duration;
    }
    return role;
}

bool RolePage::checkArn() {
    try {
        requireRoleArn(arn_->text().trimmed());
    } catch (const Error &) {
        arnNote_->refuse(tr(
            "That isn't a role ARN. A role ARN looks like arn:aws:iam::123456789012:role/Name."));
        return false;
    }
    arnNote_->clear();
    return true;
}

void RolePage::chooseRegion(const QString &region) {
    if (region.isEmpty())
        return;
    if (region_->findText(region) < 0)
        region_->addItem(region);
    region_->setCurrentText(region);
}

void RolePage::forgetResult() {
    testing_.stop();
    works_ = false;
    test_->setEnabled(true);
    note_->clear();
    if (refusal_ != nullptr)
        refusal_->deleteLater();
    refusal_ = nullptr;
    rule_->hide();
    administrator_->hide();
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void RolePage::test() {
    if (!checkArn())
        return arn_->setFocus();
    const Role role = typed();
    forgetResult();
    rule_->show();
    test_->setEnabled(false);
    note_->tell(
        services_.session.isByKey()
            ? tr("Requesting the role %1 from AWS…").arg(nameIn(role.arn))
            : tr("Sign in first. Vouch then requests the role %1 from AWS.").arg(nameIn(role.arn)));
    testing_ = ScopedTask([this, role](std::stop_token stop) { return tested(role, stop); },
                          [this](const Error &error) {
                              show({false, textInWindow(error), {}});
                          });
}

QCoro::Task<> RolePage::tested(Role role, std::stop_token stop) {
    co_await signedIn(services_.signIn, services_.session, nameIn(role.arn), stop);
    throwIfStopped(stop);
    const RoleTestResult result = co_await services_.roles.test(role, stop);
    throwIfStopped(stop);
    show(result);
}

void RolePage::show(const RoleTestResult &result) {
    forgetResult();
    rule_->show();
    works_ = result.works;
    if (result.works)
        note_->allow(result.text);
    else if (result.wall == RoleTestResult::Wall::None)
        note_->refuse(result.text);
    else
        showRefusal(result.wall);
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void RolePage::showRefusal(RoleTestResult::Wall wall) {
    const QString arn = arn_->text().trimmed();
    const QString account = accountText(arn);
    const bool isPolicy = wall == RoleTestResult::Wall::TrustPolicy;
    auto *title =
        new MarkedLines(MarkedLines::Mark::Refused, tr("AWS refused this role"), {}, inside());
    title->stress();
    auto *text =
        new TonedLabel([](const QPalette &palette) { return palette.color(QPalette::WindowText); },
                       isPolicy ? tr("The trust policy of %1 doesn't let you in yet. Ask an "
                                     "administrator of account %2 to add the statement below.")
                                      .arg(nameIn(arn), account)
                                : tr("Account %1 doesn't trust your Vouch server yet. Ask its "
                                     "administrator to add the server and the statement below.")
                                      .arg(account),
                       title);
    title->addText(text);
    refusalLayout_->addWidget(title);
    refusal_ = title;
    administrator_->setText(
        textForAdministrator(arn, services_.configuration.settings().server, wall));
    administrator_->show();
    title->setAccessibleName(tr("AWS refused this role"));
    title->setAccessibleDescription(text->text());
}

bool RolePage::hasWork() const {
    const Settings &settings = services_.configuration.settings();
    const Role role = typed();
    const Role *known = settings.findRole(role.name);
    return known == nullptr || !(*known == role) || settings.useRole != role.name;
}

QCoro::Task<bool> RolePage::work(std::stop_token stop) {
    const Role role = typed();
    const auto change = [role](SettingsFile &file) { file.addRole(role, true); };
    co_await services_.configuration.change(change, stop);
    throwIfStopped(stop);
    co_return true;
}

void RolePage::workFailed(const Error &error) {
    note_->refuse(textInWindow(error));
}

} // namespace vouch::ui
