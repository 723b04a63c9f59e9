// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard.h"

#include "core/log.h"
#include "session/configuration.h"
#include "session/saved_state.h"
#include "ui/setup/git_page.h"
#include "ui/setup/key_page.h"
#include "ui/setup/profiles_page.h"
#include "ui/setup/role_page.h"
#include "ui/setup/server_page.h"
#include "ui/setup/start_page.h"
#include "ui/setup/try_page.h"
#include "ui/setup/ways_page.h"
#include "ui/setup/welcome_page.h"
#include "ui/setup/wizard_layout.h"
#include "ui/setup/wizard_memory.h"
#include "ui/setup/wizard_steps.h"
#include "ui/widgets/on_screen.h"

#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize windowSize(760, 700);
constexpr QSize minSize(640, 560);

QStringList stepsOf(const QList<WizardPage *> &pages) {
    QStringList steps;
    for (const WizardPage *page : pages)
        steps.append(page->step());
    return steps;
}

} // namespace

Wizard::Wizard(const WizardServices &services)
    : services_(services), ways_(new WaysPage(services)), profiles_(new ProfilesPage(services)),
      try_(new TryPage(services)), pages_(makePages()),
      steps_(new WizardSteps(stepsOf(pages_), this)) {
    setWindowTitle(tr("Set up Vouch"));
    setWizardStyle(QWizard::ModernStyle);
    setOptions(QWizard::IndependentPages | QWizard::NoDefaultButton |
               QWizard::NoBackButtonOnStartPage | QWizard::HaveHelpButton |
               QWizard::HaveCustomButton1 | QWizard::HaveCustomButton2);
    connectButtons();
    setSideWidget(steps_);
    for (WizardPage *page : pages_) {
        addPage(page);
        connect(page, &WizardPage::buttonsChanged, this, &Wizard::showButtons);
        connect(page, &WizardPage::completeChanged, this, &Wizard::showButtons);
    }
    connect(ways_, &WaysPage::waysChanged, this, [this] {
        showSkipped();
        showButtons();
    });
    setMinimumSize(minSize.boundedTo(roomOnScreen(this)));
    resize(grownWithText(this, windowSize).boundedTo(roomOnScreen(this)));
    keepOnScreen(this);
    if (const auto left = services_.savedState.wizard())
        skipped_ = restoreWizard(*left, pages_);
    showSkipped();
}

QList<WizardPage *> Wizard::makePages() {
    return {new WelcomePage,
            ways_,
            new ServerPage(services_),
            new KeyPage(services_),
            new RolePage(services_),
            profiles_,
            new GitPage(
                services_.configuration, services_.activity,
                [this] { return ways_->usesProfiles() ? profiles_->profileForGit() : QString(); }),
            try_,
            new StartPage(services_, {[this] { return try_->workingUrl(); },
                                      [this] { return missingSteps(); }})};
}

void Wizard::connectButtons() {
    nameWizardButtons(*this);
    const auto help = [this] {
        if (services_.open)
            services_.open(Advice::Place::Help);
    };
    connect(this, &QWizard::helpRequested, this, help);
    connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, this, help);
    connect(this, &QWizard::currentIdChanged, this, &Wizard::turn);
    connect(this, &QWizard::customButtonClicked, this, [this](int which) {
        if (which == skipWizardButton)
            skip();
        else
            wizardPage()->undo();
    });
}

void Wizard::showEvent(QShowEvent *event) {
    // The desktop may have moved the window to a smaller screen since.
    setMinimumSize(minSize.boundedTo(roomOnScreen(this)));
    QWizard::showEvent(event);
}

int Wizard::nextId() const {
    int id = currentId() + 1;
    while (id < pages_.size() && id != wanted_ && isLeftOut(id))
        ++id;
    return id < pages_.size() ? id : -1;
}

bool Wizard::isLeftOut(int id) const {
    const QString pageKey = pages_[id]->pageKey();
    if (pageKey == "server"_L1 || pageKey == "key"_L1 || pageKey == "role"_L1)
        return !ways_->usesServer();
    return pageKey == "profiles"_L1 && !ways_->usesProfiles();
}

QStringList Wizard::missingSteps() const {
    QStringList missing;
    for (int id = 0; id < pages_.size(); ++id)
        if (skipped_.contains(id) && !isLeftOut(id) && pages_[id] != try_)
            missing.append(pages_[id]->step());
    return missing;
}

void Wizard::showSkipped() {
    QSet<int> all = skipped_;
    for (int id = 0; id < pages_.size(); ++id)
        if (isLeftOut(id))
            all.insert(id);
    steps_->setSkipped(all);
}

WizardPage *Wizard::wizardPage() const {
    return qobject_cast<WizardPage *>(currentPage());
}

void Wizard::present() {
    if (!isVisible()) {
        const auto left = services_.savedState.wizard();
        const Settings &settings = services_.configuration.settings();
        const bool isSetUp = !settings.server.isEmpty() || !settings.useRole.isEmpty();
        goTo(left ? left->page : isSetUp ? u"git"_s : u"welcome"_s);
        show();
    }
    raise();
    activateWindow();
}

void Wizard::goTo(const QString &pageKey) {
    isJumping_ = true;
    restart();
    const auto known = [&pageKey](const WizardPage *page) { return page->pageKey() == pageKey; };
    const auto wanted = std::ranges::find_if(pages_, known);
    wanted_ = wanted == pages_.end() ? 0 : int(wanted - pages_.begin());
    while (currentId() < wanted_) {
        if (!wizardPage()->isSettled())
            skipped_.insert(currentId());
        next();
    }
    wanted_ = -1;
    isJumping_ = false;
    showSkipped();
    turn();
}

bool Wizard::validateCurrentPage() {
    if (isJumping_)
        return true;
    if (!QWizard::validateCurrentPage())
        return false;
    skipped_.remove(currentId());
    return true;
}

void Wizard::skip() {
    skipped_.insert(currentId());
    showSkipped();
    isJumping_ = true;
    next();
    isJumping_ = false;
    turn();
}

void Wizard::turn() {
    if (isJumping_ || wizardPage() == shown_)
        return;
    if (shown_ != nullptr) {
        shown_->cleanUp();
        showSkipped();
    }
    shown_ = wizardPage();
    if (shown_ == nullptr)
        return;
    steps_->setCurrent(currentId());
    qCInfo(logApp) << "set-up:" << shown_->pageKey();
    shown_->initialize();
    showButtons();
    if (isVisible())
        remember();
}

void Wizard::done(int result) {
    if (result == QDialog::Accepted) {
        QWizard::done(result);
        if (isVisible())
            return; // the last page still has work to do
        services_.savedState.forgetWizard();
        qCInfo(logApp) << "set-up: done";
    } else {
        remember();
    }
    if (shown_ != nullptr)
        std::exchange(shown_, nullptr)->cleanUp();
    if (result != QDialog::Accepted)
        QWizard::done(result);
}

void Wizard::remember() const {
    if (shown_ == nullptr)
        return;
    services_.savedState.setWizard(rememberWizard(*shown_, pages_, skipped_));
}

void Wizard::showButtons() {
    if (isJumping_ || shown_ == nullptr)
        return;
    setButtonText(QWizard::NextButton, shown_->nextText());
    button(skipWizardButton)->setVisible(shown_->mayBeSkipped());
    button(undoWizardButton)->setVisible(shown_->canUndo());
    auto *forward = qobject_cast<QPushButton *>(
        button(nextId() < 0 ? QWizard::FinishButton : QWizard::NextButton));
    QPushButton *first = shown_->firstButton();
    (first == nullptr ? forward : first)->setDefault(true);
    layOutWizard(*this, *shown_);
}

} // namespace vouch::ui
