// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/ways_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "session/profiles/profiles.h"
#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString serverWayKey = u"server"_s;
const QString profilesWayKey = u"profiles"_s;
constexpr int boxIndent = 24;

} // namespace

WaysPage::WaysPage(const WizardServices &services)
    : WizardPage(tr("How you sign in")), services_(services),
      server_(addWay(tr("With a &Vouch server"),
                     tr("You sign in with your security key, and AWS lets you use a role. No "
                        "access key is stored on this computer."))),
      profiles_(addWay(tr("With AWS &profiles"),
                       tr("Vouch uses the profiles that the AWS command line uses, and can keep "
                          "their access keys in your keychain."))),
      found_(new FieldNote(nullptr, inside())) {
    setAbout(tr("Choose one or both. This page changes nothing."));
    found_->setContentsMargins(boxIndent, 0, 0, 0);
    column()->addWidget(found_);
    column()->addStretch(1);
    for (const QCheckBox *box : {server_, profiles_})
        connect(box, &QCheckBox::clicked, this, [this] {
            isChosen_ = true;
            Q_EMIT completeChanged();
            Q_EMIT waysChanged();
        });
    const Settings &settings = services_.configuration.settings();
    const bool isByProfile = settings.server.isEmpty() && !settings.useRole.isEmpty() &&
                             settings.findRole(settings.useRole) == nullptr;
    server_->setChecked(!isByProfile);
    profiles_->setChecked(isByProfile);
}

QCheckBox *WaysPage::addWay(const QString &name, const QString &about) {
    auto *box = new QCheckBox(name, inside());
    box->setAccessibleDescription(about);
    auto *text = new TonedLabel(mutedColor, about, inside());
    text->setContentsMargins(boxIndent, 0, 0, 8);
    column()->addWidget(box);
    column()->addWidget(text);
    return box;
}

QString WaysPage::pageKey() const {
    return u"ways"_s;
}

QString WaysPage::step() const {
    return tr("How you sign in");
}

WizardPage::Input WaysPage::input() const {
    if (!isChosen_)
        return {};
    return {{serverWayKey, flagText(usesServer())}, {profilesWayKey, flagText(usesProfiles())}};
}

void WaysPage::setInput(const Input &input) {
    isChosen_ = true;
    server_->setChecked(input.value(serverWayKey) != flagText(false));
    profiles_->setChecked(input.value(profilesWayKey) == flagText(true));
    Q_EMIT waysChanged();
}

void WaysPage::initialize() {
    looking_ = ScopedTask([this](std::stop_token stop) { return look(stop); },
                          [this](const Error &error) { found_->warn(textInWindow(error)); });
    (usesServer() ? server_ : profiles_)->setFocus();
}

void WaysPage::cleanUp() {
    WizardPage::cleanUp();
    looking_.stop();
}

QCoro::Task<> WaysPage::look(std::stop_token stop) {
    const QStringList names = co_await services_.profiles.knownNames(stop);
    throwIfStopped(stop);
    if (names.isEmpty())
        found_->clear();
    else
        found_->tell(tr("%n AWS profile(s) found on this computer.", nullptr, int(names.size())));
}

bool WaysPage::isComplete() const {
    return WizardPage::isComplete() && (usesServer() || usesProfiles());
}

bool WaysPage::usesServer() const {
    return server_->isChecked();
}

bool WaysPage::usesProfiles() const {
    return profiles_->isChecked();
}

} // namespace vouch::ui
