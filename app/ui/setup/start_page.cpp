// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/start_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString startKey = u"start"_s;
}

StartPage::StartPage(const WizardServices &services)
    : WizardPage(tr("Start at login")), services_(services),
      start_(new QCheckBox(tr("&Start Vouch when you log in"), inside())),
      note_(new FieldNote(start_, inside())) {
    setAbout(tr("Finish saves this to Vouch's settings. You can change it there later."));
    column()->addWidget(start_);
    column()->addWidget(note_);
    auto *why = new TonedLabel(mutedColor, tr("Otherwise, Vouch starts when git first needs it."),
                               inside());
    column()->addWidget(why);
    column()->addStretch(1);
    connect(start_, &QCheckBox::clicked, this, [this] { isChosen_ = true; });
}

QString StartPage::key() const {
    return u"start"_s;
}

QString StartPage::step() const {
    return tr("Start at login");
}

WizardPage::Input StartPage::input() const {
    if (!isChosen_)
        return {};
    return {{startKey, flagText(start_->isChecked())}};
}

void StartPage::setInput(const Input &input) {
    isChosen_ = input.contains(startKey);
    start_->setChecked(input.value(startKey) == flagText(true));
}

void StartPage::initialize() {
    if (!isChosen_)
        start_->setChecked(services_.configuration.settings().startAtLogin);
    start_->setFocus();
}

bool StartPage::hasWork() const {
    return start_->isChecked() != services_.configuration.settings().startAtLogin;
}

QCoro::Task<bool> StartPage::work(std::stop_token stop) {
    const auto change = [text = flagText(start_->isChecked())](SettingsFile &file) {
        file.set(u"ui.startAtLogin"_s, text);
    };
    co_await services_.configuration.change(change, stop);
    throwIfStopped(stop);
    co_return true;
}

void StartPage::workFailed(const Error &error) {
    note_->refuse(errorText(error));
}

} // namespace vouch::ui
