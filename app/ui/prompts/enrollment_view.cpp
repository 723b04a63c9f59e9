// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/enrollment_view.h"

#include "core/error.h"
#include "session/keys/key_ceremony.h"
#include "ui/prompts/prompt_layout.h"
#include "ui/text/window_text.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/code_font.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace std::chrono_literals;
using Step = Enrollment::CeremonyState::Kind;

namespace {

constexpr qreal titleSize = 1.25;
constexpr qreal codeSize = 2.1;
constexpr auto copiedTime = 2s;
/// A longer code is shown in the normal font size. Known servers use eight or nine characters.
constexpr qsizetype maxLargeCode = 12;

void retainSizeWhenHidden(QWidget *widget) {
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

/// Joins the ceremony as a user who needs its window, so the window opens.
QCoro::Task<> inWindow(KeyCeremony &ceremony, std::stop_token stop) {
    Requester user;
    const bool addsKey = ceremony.aim() == KeyCeremony::Aim::AddKey;
    user.purpose = addsKey ? Requester::Purpose::AddKey : Requester::Purpose::SignIn;
    return ceremony.inWindow(user, std::move(stop));
}

} // namespace

EnrollmentView::EnrollmentView(Enrollment &enrollment, std::function<QString()> server,
                               QWidget *parent)
    : QWidget(parent), enrollment_(enrollment), server_(std::move(server)),
      title_(plainLabel({}, this)), code_(plainLabel({}, this)),
      text_(new TonedLabel(mutedColor, {}, this)), stateArea_(new QWidget(this)),
      state_(new FieldNote(nullptr, stateArea_)), buttonArea_(new QWidget(this)),
      copy_(pushButton(tr("Co&py"), this)), open_(pushButton(tr("&Open the browser again"), this)),
      retry_(pushButton(tr("&Try again"), this)) {
    title_->setWordWrap(true);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    code_->setAccessibleName(tr("Code"));
    layOut();
    scaleFonts();
    copied_.setSingleShot(true);
    copied_.setInterval(copiedTime);
    connect(&copied_, &QTimer::timeout, this, [this] { copy_->setText(tr("Co&py")); });
    connect(copy_, &QPushButton::clicked, this, &EnrollmentView::copy);
    connect(open_, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(shown_.browserAddress()); });
    connect(retry_, &QPushButton::clicked, this, &EnrollmentView::start);
    connect(&enrollment_, &Enrollment::stateChanged, this,
            [this] { show(enrollment_.state(), enrollment_.problem()); });
    show(enrollment_.state(), enrollment_.problem());
}

void EnrollmentView::layOut() {
    // The width of the longer of the two texts.
    const QString copied = tr("Copied");
    copy_->setMinimumWidth(
        std::max(copy_->sizeHint().width(), copy_->fontMetrics().horizontalAdvance(copied) + 28));
    auto *codeRow = new QHBoxLayout;
    codeRow->setSpacing(16);
    codeRow->addWidget(code_);
    codeRow->addWidget(copy_);
    codeRow->addStretch();
    for (QWidget *widget : std::initializer_list<QWidget *>{code_, copy_})
        retainSizeWhenHidden(widget);
    auto *stateLayout = new QVBoxLayout(stateArea_);
    stateLayout->setContentsMargins(0, 0, 0, 0);
    stateLayout->addWidget(state_);
    stateLayout->addStretch();
    auto *buttons = new QHBoxLayout(buttonArea_); // shows at most one of them
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(open_);
    buttons->addWidget(retry_);
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(title_);
    layout->addWidget(text_);
    layout->addSpacing(8);
    layout->addLayout(codeRow);
    layout->addSpacing(8);
    layout->addWidget(stateArea_);
    layout->addWidget(buttonArea_);
    layout->addStretch();
}

void EnrollmentView::scaleFonts() {
    title_->setFont(scaledFont(font(), titleSize, QFont::DemiBold));
    const QFont fixed = codeFont(font());
    const QFont large = scaledFont(fixed, codeSize, QFont::Medium);
    // Measured with a code: a label with selectable text can need a pixel more than the font says,
    // and the window would grow when the code appears.
    code_->setFont(large);
    code_->setText(QString(maxLargeCode, u'W'));
    code_->setMinimumHeight(code_->sizeHint().height());
    code_->setText(shown_.code);
    code_->setFont(shown_.code.size() <= maxLargeCode ? large : fixed);
    const int lines = promptTextLines * fontMetrics().lineSpacing();
    text_->setMinimumHeight(lines);
    stateArea_->setMinimumHeight(lines);
    buttonArea_->setMinimumHeight(open_->sizeHint().height());
}

void EnrollmentView::start() {
    if (!enrollment_.isUnderWay())
        run_ = enrollment_.begin(inWindow);
}

QPushButton *EnrollmentView::firstButton() const {
    switch (shown_.kind) {
    case Step::Waiting:
        return open_;
    case Step::Idle:
    case Step::Denied:
    case Step::Expired:
    case Step::Failed:
        return retry_;
    default:
        return nullptr;
    }
}

void EnrollmentView::show(const Enrollment::CeremonyState &state,
                          const std::optional<Error> &problem) {
    const Step before = std::exchange(shown_, state).kind;
    const bool waiting = state.kind == Step::Waiting;
    for (QWidget *widget : std::initializer_list<QWidget *>{code_, copy_, open_})
        widget->setVisible(waiting);
    retry_->setVisible(firstButton() == retry_);
    code_->setText(state.code);
    scaleFonts(); // depends on the code's length
    updateText(state, problem);
    if (before == state.kind)
        return;
    if (isVisible())
        announce(title_);
    Q_EMIT buttonsChanged();
    if (state.kind == Step::Done)
        Q_EMIT finished();
}

void EnrollmentView::updateText(const Enrollment::CeremonyState &state,
                                const std::optional<Error> &problem) {
    const QString server = server_();
    switch (state.kind) {
    case Step::Idle:
        title_->setText(tr("Sign in with your browser"));
        text_->setText(
            tr("%1 needs to approve this computer once. After that, your key is all you need.")
                .arg(server));
        state_->clear();
        return;
    case Step::Asking:
        title_->setText(tr("Contacting %1…").arg(server));
        text_->setText(tr("Your browser will open in a moment."));
        state_->clear();
        return;
    case Step::Waiting:
        title_->setText(tr("Continue in your browser"));
        text_->setText(tr("Sign in at %1 and check that it shows this code.")
                           .arg(state.browserAddress().host(QUrl::FullyEncoded)));
        if (!state.reachable)
            state_->warn(tr("Can't reach %1. Vouch will keep trying until %2.")
                             .arg(server, dayTime(state.until)));
        else
            state_->tell(tr("Waiting for you until %1.").arg(dayTime(state.until)));
        return;
    case Step::RegisteringKey:
        title_->setText(tr("Register your key"));
        text_->setText(
            tr("The inserted key isn't registered with %1 yet. Continue in the window that opened.")
                .arg(server));
        state_->allow(signedInText(state.email));
        return;
    case Step::Approved:
    case Step::Done:
        title_->setText(tr("This computer is approved"));
        text_->setText(tr("You can close the browser page. From now on, your key is all you "
                          "need."));
        if (state.key == Enrollment::KeyState::NotAdded)
            state_->warn(problem ? textInWindow(*problem)
                                 : tr("The inserted key isn't registered yet."));
        else
            state_->allow(signedInText(state.email));
        return;
    case Step::Denied:
    case Step::Expired:
    case Step::Failed:
        break;
    }
    const Error error = problem.value_or(canceled());
    title_->setText(tr("This computer wasn't approved"));
    text_->setText(adviceFrom(error.hint()).text);
    state_->refuse(error.message());
}

QString EnrollmentView::signedInText(const QString &email) {
    return email.isEmpty() ? tr("You're signed in.") : tr("You're signed in as %1.").arg(email);
}

void EnrollmentView::copy() {
    QGuiApplication::clipboard()->setText(shown_.code);
    copy_->setText(tr("Copied"));
    copied_.start();
}

void EnrollmentView::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        scaleFonts();
}

} // namespace vouch::ui
