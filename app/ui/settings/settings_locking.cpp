// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_locking.h"

#include "platform/lock_watch.h"
#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

LockingPage::LockingPage(Configuration &configuration, const platform::LockWatch &watch)
    : SettingsPage(configuration, tr("Locking"),
                   tr("Vouch can sign you out when you step away. Git then needs a touch again.")),
      watch_(watch),
      screen_(addChoice(tr("Sign out when the &screen is locked"), {}, u"lock.screen"_s)),
      suspend_(addChoice(tr("Sign out when the computer goes to s&leep"), {}, u"lock.suspend"_s)),
      keyRemoved_(addChoice(
          tr("Sign out when the &key is removed"),
          tr("Applies to the key you signed in with, or to all that were plugged in then if Vouch "
             "can't tell which it was. Leave it plugged in while you work."),
          u"lock.keyRemoved"_s)) {
    column()->addStretch();
    connect(&watch_, &platform::LockWatch::abilitiesChanged, this, [this] { refresh(); });
    LockingPage::showSettings();
    showOrigins();
}

LockingPage::Choice LockingPage::addChoice(const QString &text, const QString &about,
                                           const QString &settingsKey) {
    auto *box = new QCheckBox(text, this);
    auto *note = new FieldNote(box, this);
    auto *choice = new QVBoxLayout; // closer together than the choices
    choice->setSpacing(2);
    choice->addWidget(box);
    if (!about.isEmpty()) {
        auto *more = new TonedLabel(mutedColor, about, this);
        more->setIndent(24);
        choice->addWidget(more);
    }
    choice->addWidget(note);
    column()->addLayout(choice);
    bind(box, settingsKey, note);
    connect(box, &QCheckBox::clicked, this,
            [=, this](bool on) { set(settingsKey, flagText(on), note); });
    return {box, note};
}

void LockingPage::showSettings() {
    screen_.box->setChecked(settings().lock.screen);
    suspend_.box->setChecked(settings().lock.suspend);
    keyRemoved_.box->setChecked(settings().lock.keyRemoved);
    showAbility(screen_, watch_.reportsLock(),
                tr("Not available: this system doesn't tell Vouch when the screen is locked."));
    showAbility(suspend_, watch_.reportsSuspend(),
                tr("Not available: this system doesn't tell Vouch when it goes to sleep."));
}

void LockingPage::showAbility(const Choice &choice, bool able, const QString &why) {
    // A checked box can still be cleared.
    choice.box->setEnabled(able || choice.box->isChecked());
    if (!able)
        choice.note->warn(why);
    else if (!choice.note->isRefusal())
        choice.note->clear();
}

} // namespace vouch::ui
