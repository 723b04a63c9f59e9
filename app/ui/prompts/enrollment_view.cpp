// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/enrollment_view.h"

#include "core/error.h"
#include "session/keys/key_ceremony.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace std::chrono_literals;
using Kind = Enrollment::CeremonyState::Kind;

namespace {

constexpr qreal titleSize = 1.25;
constexpr qreal codeSize = 2.1;
constexpr auto copiedTime = 2s;
/// The text and the state are of at most so many lines where a window gives them the usual width.
constexpr int textLines = 2;
/// A longer code than this one is shown in the usual size. All we know have eight or nine letters.
constexpr qsizetype usualCode = 12;

/// It keeps its place while it is not there.
void keepPlace(QWidget *widget) {
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

/// The ceremony's own window opens for whoever joins it like this.
QCoro::Task<> inWindow(KeyCeremony &ceremony, std::stop_token stop) {
    Requester person;
    const bool adds = ceremony.aim() == KeyCeremony::Aim::AddKey; // else it signs in before
    person.purpose = adds ? Requester::Purpose::AddKey : Requester::Purpose::SignIn;
    return ceremony.inWindow(person, std::move(stop));
}

} // namespace

EnrollmentView::EnrollmentView(Enrollment &enrollment, std::function<QString()> server,
                               QWidget *parent)
    : QWidget(parent), enrollment_(enrollment), server_(std::move(server)),
      title_(plainLabel({}, this)), code_(plainLabel({}, this)),
      text_(new TonedLabel(mutedColor, {}, this)), stateRoom_(new QWidget(this)),
      state_(new FieldNote(nullptr, stateRoom_)), buttonRoom_(new QWidget(this)),
      copy_(pushButton(tr("Co&py"), this)), open_(pushButton(tr("&Open the browser again"), this)),
      again_(pushButton(tr("&Try again"), this)) {
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
    connect(again_, &QPushButton::clicked, this, &EnrollmentView::start);
    connect(&enrollment_, &Enrollment::stateChanged, this,
            [this] { show(enrollment_.state(), enrollment_.problem()); });
    show(enrollment_.state(), enrollment_.problem());
}

void EnrollmentView::layOut() {
    // As wide with either word on it.
    const QString copied = tr("Copied");
    copy_->setMinimumWidth(
        std::max(copy_->sizeHint().width(), copy_->fontMetrics().horizontalAdvance(copied) + 28));
    auto *codeRow = new QHBoxLayout;
    codeRow->setSpacing(16);
    codeRow->addWidget(code_);
    codeRow->addWidget(copy_);
    codeRow->addStretch();
    for (QWidget *widget : std::initializer_list<QWidget *>{code_, copy_})
        keepPlace(widget);
    auto *stateLayout = new QVBoxLayout(stateRoom_);
    stateLayout->setContentsMargins(0, 0, 0, 0);
    stateLayout->addWidget(state_);
    stateLayout->addStretch();
    auto *buttons = new QHBoxLayout(buttonRoom_); // one of them at most
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(open_);
    buttons->addWidget(again_);
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(title_);
    layout->addWidget(text_);
    layout->addSpacing(8);
    layout->addLayout(codeRow);
    layout->addSpacing(8);
    layout->addWidget(stateRoom_);
    layout->addWidget(buttonRoom_);
    layout->addStretch();
}

void EnrollmentView::scaleFonts() {
    title_->setFont(scaledFont(font(), titleSize, QFont::DemiBold));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    const QFont large = scaledFont(fixed, codeSize, QFont::Medium);
    // Measured with a code in it: a label whose text can be selected may need a pixel more for it
    // than the font says, and the window would grow when the code comes.
    code_->setFont(large);
    code_->setText(QString(usualCode, u'W'));
    code_->setMinimumHeight(code_->sizeHint().height());
    code_->setText(shown_.code);
    code_->setFont(shown_.code.size() <= usualCode ? large : fixed);
    const int lines = textLines * fontMetrics().lineSpacing();
    text_->setMinimumHeight(lines);
    stateRoom_->setMinimumHeight(lines);
    buttonRoom_->setMinimumHeight(open_->sizeHint().height());
}

void EnrollmentView::start() {
    if (!enrollment_.isUnderWay())
        run_ = enrollment_.begin(inWindow);
}

QPushButton *EnrollmentView::firstButton() const {
    switch (shown_.kind) {
    case Kind::Waiting:
        return open_;
    case Kind::Idle:
    case Kind::Denied:
    case Kind::Expired:
    case Kind::Failed:
        return again_;
    default:
        return nullptr;
    }
}

void EnrollmentView::show(const Enrollment::CeremonyState &state,
                          const std::optional<Error> &problem) {
    const Kind before = std::exchange(shown_, state).kind;
    const bool waiting = state.kind == Kind::Waiting;
    for (QWidget *widget : std::initializer_list<QWidget *>{code_, copy_, open_})
        widget->setVisible(waiting);
    again_->setVisible(firstButton() == again_);
    code_->setText(state.code);
    scaleFonts(); // by the code's length
    say(state, problem);
    if (before == state.kind)
        return;
    if (isVisible())
        announce(title_);
    Q_EMIT buttonsChanged();
    if (state.kind == Kind::Done)
        Q_EMIT finished();
}

void EnrollmentView::say(const Enrollment::CeremonyState &state,
                         const std::optional<Error> &problem) {
    const QString server = server_();
    switch (state.kind) {
    case Kind::Idle:
        title_->setText(tr("Sign in with your browser"));
        text_->setText(
            tr("%1 lets this computer in once. After that, your key is all you need.").arg(server));
        state_->clear();
        return;
    case Kind::Asking:
        title_->setText(tr("Asking %1").arg(server));
        text_->setText(tr("Your browser opens in a moment."));
        state_->clear();
        return;
    case Kind::Waiting:
        title_->setText(tr("Go on in your browser"));
        text_->setText(tr("Sign in at %1, and check that it shows this code.")
                           .arg(state.browserAddress().host(QUrl::FullyEncoded)));
        if (!state.reachable)
            state_->warn(tr("%1 can't be reached. Vouch goes on trying until %2.")
                             .arg(server, dayTime(state.until)));
        else
            state_->tell(tr("Waiting for you until %1.").arg(dayTime(state.until)));
        return;
    case Kind::RegisteringKey:
        title_->setText(tr("Register your key"));
        text_->setText(
            tr("%1 does not know the inserted key yet. Go on in its window.").arg(server));
        state_->allow(signedInText(state.email));
        return;
    case Kind::Approved:
    case Kind::Done:
        title_->setText(tr("This computer is let in"));
        text_->setText(tr("You can close the browser's page. From now on your key is all you "
                          "need."));
        if (state.key == Enrollment::KeyState::NotAdded)
            state_->warn(problem ? errorText(*problem)
                                 : tr("The inserted key is not registered yet."));
        else
            state_->allow(signedInText(state.email));
        return;
    case Kind::Denied:
    case Kind::Expired:
    case Kind::Failed:
        break;
    }
    const Error why = problem.value_or(cancelled());
    title_->setText(tr("This computer was not let in"));
    text_->setText(why.hint());
    state_->refuse(why.message());
}

QString EnrollmentView::signedInText(const QString &email) {
    return email.isEmpty() ? tr("You are signed in.") : tr("You are signed in as %1.").arg(email);
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
