// SPDX-License-Identifier: Apache-2.0
#include "ui/sign_in_dialog.h"

#include "session/server_in_use.h"
#include "ui/sign_in_text.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSvgWidget>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using Kind = SignIn::Moment::Kind;

namespace {

constexpr QSize dialogSize(440, 424);
constexpr QSize pictureSize(392, 112);
constexpr QSize pinSize(240, 36);
constexpr int margin = 24;
constexpr int leastPin = 4;
/// A PIN must not go to a window that has just appeared under the person's fingers.
constexpr qint64 deafMilliseconds = 300;

QLabel *label(QWidget *parent, Qt::Alignment alignment, int height = 0) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText); // names in it are others' words
    label->setAlignment(alignment);
    label->setWordWrap(true);
    if (height > 0)
        label->setFixedHeight(height);
    return label;
}

} // namespace

SignInDialog::SignInDialog(SignIn &signIn, ServerInUse &servers)
    : signIn_(signIn), servers_(servers) {
    build();
    connect(&signIn_, &SignIn::momentChanged, this, [this] {
        showMoment();
        update();
    });
    connect(&signIn_, &SignIn::requestersChanged, this, [this] {
        focused_.restart();
        showRequesters();
        update();
    });
}

void SignInDialog::build() {
    setFixedSize(dialogSize);
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    asker_ = new QWidget(this);
    asker_->setAutoFillBackground(true);
    asker_->setBackgroundRole(QPalette::AlternateBase);
    whoFirst_ = label(asker_, Qt::AlignLeft | Qt::AlignBottom);
    whoFirst_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    whoFirst_->setWordWrap(false);
    whoSecond_ = label(asker_, Qt::AlignLeft | Qt::AlignTop);
    whoSecond_->setWordWrap(false);
    auto *askerLayout = new QVBoxLayout(asker_);
    askerLayout->setContentsMargins(margin, 8, margin, 8);
    askerLayout->setSpacing(2);
    askerLayout->addWidget(whoFirst_);
    askerLayout->addWidget(whoSecond_);
    asker_->setFixedHeight(62);

    picture_ = new QSvgWidget(this);
    picture_->setFixedSize(pictureSize);
    title_ = label(this, Qt::AlignCenter, 32);
    title_->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    text_ = label(this, Qt::AlignHCenter | Qt::AlignTop, 40);
    pin_ = new QLineEdit(this);
    pin_->setEchoMode(QLineEdit::Password);
    pin_->setFixedSize(pinSize);
    pin_->setFont(scaledFont(font(), 1.1));
    pin_->setMaxLength(63);
    pin_->setContextMenuPolicy(Qt::NoContextMenu);
    pin_->installEventFilter(this);
    status_ = label(this, Qt::AlignHCenter | Qt::AlignTop, 44);

    buttons_ = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons_->button(QDialogButtonBox::Cancel)->setText(tr("&Cancel"));
    continue_ = buttons_->addButton(tr("&Continue"), QDialogButtonBox::AcceptRole);
    tryAgain_ = buttons_->addButton(tr("&Try again"), QDialogButtonBox::AcceptRole);
    for (QAbstractButton *button : buttons_->buttons()) {
        button->setMinimumHeight(32);
        button->setIcon(QIcon()); // some styles add one, which says nothing the text does not
    }
    connect(buttons_, &QDialogButtonBox::rejected, this, &SignInDialog::reject);
    connect(continue_, &QPushButton::clicked, this, &SignInDialog::submit);
    connect(tryAgain_, &QPushButton::clicked, &signIn_, &SignIn::tryAgain);
    connect(pin_, &QLineEdit::textChanged, this,
            [this](const QString &text) { continue_->setEnabled(text.size() >= leastPin); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 16);
    layout->setSpacing(0);
    layout->addWidget(asker_);
    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(margin, 12, margin, 0);
    middle->setSpacing(0);
    middle->addWidget(picture_, 0, Qt::AlignHCenter);
    middle->addSpacing(8);
    middle->addWidget(title_);
    middle->addSpacing(4);
    middle->addWidget(text_);
    middle->addSpacing(8);
    auto *pinRow = new QVBoxLayout;
    pinRow->addWidget(pin_, 0, Qt::AlignHCenter);
    middle->addLayout(pinRow);
    middle->addSpacing(6);
    middle->addWidget(status_);
    middle->addStretch();
    middle->addWidget(buttons_);
    layout->addLayout(middle);
    QSizePolicy keepsRoom = pin_->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    pin_->setSizePolicy(keepsRoom);
}

void SignInDialog::update() {
    const bool wanted = signIn_.isUnderWay() && signIn_.needsWindow();
    if (wanted == isVisible())
        return;
    if (!wanted) {
        pin_->clear();
        hide();
        return;
    }
    setWindowTitle(tr("Sign in to %1").arg(servers_.name()));
    showRequesters();
    showMoment();
    focused_.restart();
    show();
    raise();
    activateWindow();
}

void SignInDialog::showMoment() {
    const auto &moment = signIn_.moment();
    const MomentText words = momentText(moment, servers_.name());
    title_->setText(words.title);
    text_->setText(words.text);
    status_->setText(words.status);
    QFont statusFont = font();
    statusFont.setBold(words.isWarning);
    status_->setFont(statusFont);
    showPicture(moment.kind);
    const bool asksPin = moment.kind == Kind::Pin || moment.kind == Kind::CheckingPin;
    pin_->setVisible(asksPin);
    pin_->setEnabled(moment.kind == Kind::Pin);
    pin_->setAccessibleName(tr("PIN for %1").arg(moment.model));
    continue_->setVisible(asksPin);
    continue_->setEnabled(moment.kind == Kind::Pin && pin_->text().size() >= leastPin);
    tryAgain_->setVisible(moment.isDeadEnd() && moment.kind != Kind::PullOut);
    (asksPin ? continue_ : tryAgain_)->setDefault(true);
    if (moment.kind == Kind::Pin)
        pin_->setFocus();
}

void SignInDialog::showRequesters() {
    const auto all = signIn_.requesters();
    if (all.isEmpty())
        return;
    const RequesterText words = requesterText(all.first(), servers_.name());
    const int width = asker_->width() - 2 * margin;
    whoFirst_->setText(whoFirst_->fontMetrics().elidedText(words.first, Qt::ElideRight, width));
    QString second = words.second;
    if (all.size() > 1)
        second += u" · "_s + tr("and %n more", nullptr, int(all.size()) - 1);
    whoSecond_->setText(whoSecond_->fontMetrics().elidedText(second, Qt::ElideMiddle, width));
    asker_->setToolTip(words.details);
}

void SignInDialog::showPicture(Kind kind) {
    const QString name = [kind] {
        switch (kind) {
        case Kind::Insert:
        case Kind::InsertAgain:
            return u"insert"_s;
        case Kind::Touch:
            return u"touch"_s;
        default:
            return u"plugged"_s;
        }
    }();
    if (std::exchange(pictureName_, name) != name)
        picture_->load(u":/vouch/icons/art/%1.svg"_s.arg(name));
}

void SignInDialog::submit() {
    const QString typed = pin_->text().normalized(QString::NormalizationForm_C);
    Secret pin = Secret::take(typed.toUtf8());
    pin_->clear();
    signIn_.submitPin(std::move(pin));
}

bool SignInDialog::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::FocusIn)
        focused_.restart();
    // Escape must still work; typing waits until the person can have seen the window.
    const bool deaf = object == pin_ && event->type() == QEvent::KeyPress &&
                      focused_.elapsed() < deafMilliseconds &&
                      static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape;
    return deaf || QDialog::eventFilter(object, event);
}

void SignInDialog::reject() {
    pin_->clear();
    signIn_.cancel();
    update();
}

} // namespace vouch::ui
