// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/key_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/doctor/health_checks.h"
#include "session/keys/enrollment.h"
#include "session/keys/sign_in.h"
#include "session/session.h"
#include "ui/prompts/enrollment_view.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/plain_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWizard>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

MarkedLines::Mark markOf(CheckResult::State state) {
    switch (state) {
    case CheckResult::State::Ok:
        return MarkedLines::Mark::Allowed;
    case CheckResult::State::Warning:
        return MarkedLines::Mark::Warning;
    case CheckResult::State::Problem:
        break;
    }
    return MarkedLines::Mark::Refused;
}

} // namespace

KeyPage::KeyPage(const WizardServices &services)
    : WizardPage(tr("Your key")), services_(services), rowsLayout_(new QVBoxLayout),
      question_(new QWidget(inside())), signIn_(pushButton(tr("Sign &in"), question_)),
      register_(pushButton(tr("&Register it…"), question_)),
      enrollment_(new EnrollmentView(
          services.enrollment, [&servers = services.servers] { return servers.name(); }, inside())),
      note_(new FieldNote(signIn_, inside())) {
    setAbout(tr("Plug your security key into a USB port. A new key gets an account. Nothing else "
                "on it changes."));
    column()->addLayout(rowsLayout_);
    column()->addSpacing(8);
    column()->addWidget(question_);
    column()->addWidget(note_);
    auto *layout = new QVBoxLayout(question_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(column()->spacing());
    layout->addWidget(sectionLabel(tr("Is your key registered?"), question_));
    QLabel *instructions =
        plainLabel(tr("Sign in to find out: enter the key's PIN and touch the key. If your key or "
                      "this computer is new, register it with your browser."),
                   question_);
    instructions->setWordWrap(true);
    layout->addWidget(instructions);
    auto *ways = new QHBoxLayout;
    ways->addWidget(signIn_);
    ways->addWidget(register_);
    ways->addStretch();
    layout->addLayout(ways);
    column()->addWidget(enrollment_);
    enrollment_->setContentsMargins(0, 12, 0, 0);
    enrollment_->hide();
    column()->addStretch(1);
    connect(signIn_, &QPushButton::clicked, this, &KeyPage::signIn);
    connect(register_, &QPushButton::clicked, this, &KeyPage::enroll);
    connect(enrollment_, &EnrollmentView::buttonsChanged, this, &KeyPage::showSession);
    // AWS needs a sign-in with the key; the browser's confirmation isn't enough.
    connect(enrollment_, &EnrollmentView::finished, this, [this] {
        if (watch_) // otherwise the page is hidden and the enrollment was started elsewhere
            signIn();
    });
    connect(&services_.session, &Session::began, this, &KeyPage::showSession);
    connect(&services_.session, &Session::ended, this, &KeyPage::showSession);
    // A sign-in has exclusive use of the key, so look at the key again once it ends.
    connect(&services_.signIn, &SignIn::stateChanged, this, [this] {
        if (watch_ && !services_.signIn.isUnderWay())
            look();
    });
    showSession();
}

QString KeyPage::pageKey() const {
    return u"key"_s;
}

QString KeyPage::step() const {
    return tr("Your key");
}

void KeyPage::initialize() {
    watch_ = services_.checks.keys().watch([this] { look(); });
    look();
    showSession();
    if (signIn_->isEnabled())
        signIn_->setFocus();
}

void KeyPage::cleanUp() {
    WizardPage::cleanUp();
    watch_.reset();
    looking_.stop();
    signingIn_.stop();
    enrollment_->stop();
    enrollment_->hide();
    showSession();
}

QPushButton *KeyPage::firstButton() const {
    if (services_.session.isByKey())
        return nullptr;
    QPushButton *first = enrollment_->isVisible() ? enrollment_->firstButton() : nullptr;
    return first == nullptr ? signIn_ : first;
}

bool KeyPage::isComplete() const {
    return WizardPage::isComplete() && services_.session.isByKey();
}

void KeyPage::look() {
    if (services_.signIn.isUnderWay())
        return;
    looking_ = ScopedTask([this](std::stop_token stop) { return looked(stop); },
                          [this](const Error &error) { note_->refuse(textInWindow(error)); });
}

QCoro::Task<> KeyPage::looked(std::stop_token stop) {
    const QList<CheckResult> keys = co_await services_.checks.keys().run(stop);
    throwIfStopped(stop);
    show(keys);
}

void KeyPage::show(const QList<CheckResult> &keys) {
    auto *rows = new QWidget(inside());
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (const CheckResult &result : keys) {
        const Advice advice = adviceFrom(result.fix);
        const bool isPin = advice.place == Advice::Place::Keys;
        layout->addWidget(new MarkedLines(isPin ? MarkedLines::Mark::Warning : markOf(result.state),
                                          result.message,
                                          isPin ? tr("Sign in or register it, and Vouch lets you "
                                                     "choose one.")
                                                : advice.text,
                                          rows));
    }
    delete rows_;
    rows_ = rows;
    rowsLayout_->addWidget(rows);
}

void KeyPage::signIn() {
    note_->clear();
    signIn_->setEnabled(false);
    const QString role = services_.configuration.settings().useRole;
    signingIn_ = ScopedTask(
        [this, role](std::stop_token stop) {
            return signedIn(services_.signIn, services_.session, role, stop);
        },
        [this](const Error &error) {
            showSession();
            if (error.kind() != Error::Kind::Canceled)
                note_->refuse(textInWindow(error));
        });
}

void KeyPage::enroll() {
    note_->clear();
    enrollment_->setVisible(true);
    enrollment_->start();
}

void KeyPage::showSession() {
    const bool active = services_.session.isByKey();
    const bool canSignIn = !active && !services_.configuration.settings().server.isEmpty();
    signIn_->setEnabled(canSignIn && !services_.enrollment.isUnderWay());
    register_->setEnabled(canSignIn && !services_.enrollment.isUnderWay());
    question_->setVisible(!active);
    if (active) {
        enrollment_->hide();
        note_->allow(
            tr("Your key is registered. You're signed in as %1.").arg(services_.session.email()));
    } else {
        note_->clear();
    }
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
    // The button that had the focus was disabled; Qt would focus the next widget in tab order.
    if (!isVisible() || signIn_->isEnabled())
        return;
    QAbstractButton *next = active ? wizard()->button(QWizard::NextButton) : firstButton();
    if (next->isVisible())
        next->setFocus();
}

} // namespace vouch::ui
