// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/ceremony_page.h"

#include "ui/prompts/prompt_layout.h"
#include "ui/text/touch_time.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/key_picture.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using Kind = SignIn::CeremonyState::Kind;
using Weight = CeremonyText::Weight;

namespace {

constexpr int titleHeight = 32;
constexpr int textHeight = 40;
constexpr int inputHeight = 40;
constexpr int statusHeight = 44;
constexpr int tickSize = 32;
constexpr QSize accountsSize(284, 36);
constexpr int accountCharacters = 32; ///< that fit even in a larger font

QFont titleFont(const QFont &font) {
    return scaledFont(font, 1.5, QFont::DemiBold);
}

QFont warningFont(const QFont &font) {
    return scaledFont(font, 1, QFont::DemiBold);
}

QLabel *label(QWidget *parent, Qt::Alignment alignment) {
    QLabel *label = plainLabel({}, parent);
    label->setAlignment(alignment);
    return label;
}

QWidget *centered(QWidget *widget) {
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(widget, 0, Qt::AlignCenter);
    return row;
}

void setTextColor(QWidget *widget, const QColor &color) {
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, color);
    widget->setPalette(palette);
}

KeyPicture::Scene scene(Kind kind) {
    switch (kind) {
    case Kind::Insert:
    case Kind::InsertAgain:
        return KeyPicture::Scene::Insert;
    case Kind::Touch:
        return KeyPicture::Scene::Touch;
    case Kind::ChooseKey:
        return KeyPicture::Scene::TwoKeys;
    case Kind::PinBlocked:
    case Kind::KeyBusy:
    case Kind::NotRegistered:
    case Kind::AlreadyRegistered:
    case Kind::KeyFull:
        return KeyPicture::Scene::CannotGoOn;
    default:
        return KeyPicture::Scene::Plugged;
    }
}

} // namespace

CeremonyPage::CeremonyPage(QWidget *parent)
    : QWidget(parent), picture_(new KeyPicture(this)), title_(label(this, Qt::AlignCenter)),
      text_(label(this, Qt::AlignHCenter | Qt::AlignTop)), mark_(plainLabel({}, this)),
      status_(label(this, Qt::AlignHCenter)), statusMore_(label(this, Qt::AlignHCenter)),
      input_(new QStackedWidget(this)), noInput_(new QWidget), pin_(new PinField),
      accounts_(new QComboBox), touchTime_(new TouchTime), tick_(plainLabel({}, nullptr)),
      statusRow_(new QWidget(this)) {
    title_->setWordWrap(true);
    text_->setWordWrap(true);
    accounts_->setAccessibleName(tr("Account"));
    // On Linux, the current item replaces the name.
    accounts_->setAccessibleDescription(tr("Account"));
    accounts_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (QWidget *input :
         {noInput_, centered(pin_), centered(accounts_), centered(touchTime_), centered(tick_)})
        input_->addWidget(input);
    // Screen readers skip the mark and the countdown: the text next to them says the same.
    auto *statusLine = new QHBoxLayout;
    statusLine->setSpacing(8);
    statusLine->addStretch();
    statusLine->addWidget(mark_);
    statusLine->addWidget(status_);
    statusLine->addStretch();
    auto *statusLayout = new QVBoxLayout(statusRow_);
    statusLayout->setContentsMargins(0, 0, 0, 0);
    statusLayout->setSpacing(2);
    statusLayout->addLayout(statusLine);
    statusLayout->addWidget(statusMore_);
    statusLayout->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(promptMargin, 12, promptMargin, 0);
    layout->setSpacing(0);
    layout->addWidget(picture_, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(title_);
    layout->addSpacing(4);
    layout->addWidget(text_);
    layout->addSpacing(8);
    layout->addWidget(input_);
    layout->addSpacing(6);
    layout->addWidget(statusRow_);
    layout->addSpacing(8);
}

int CeremonyPage::neededWidth(const QList<CeremonyText> &texts) const {
    const QFontMetrics title(titleFont(font())), warning(warningFont(font()));
    const int lines = promptTextLines * fontMetrics().lineSpacing();
    for (int width = minPromptWidth; width < maxPromptWidth; width += 4) {
        const int room = width - 2 * promptMargin;
        if (std::ranges::all_of(texts, [&](const CeremonyText &text) {
                return title.horizontalAdvance(text.title) <= room &&
                       wrappedHeight(text.text, font(), room) <= lines &&
                       warning.horizontalAdvance(text.status) + promptMarkSize + 8 <= room &&
                       fontMetrics().horizontalAdvance(text.statusMore) <= room;
            }))
            return width;
    }
    return maxPromptWidth;
}

void CeremonyPage::fit(const QList<CeremonyText> &texts, int width) {
    const int room = width - 2 * promptMargin;
    int title = titleHeight, body = textHeight;
    for (const CeremonyText &text : texts) {
        title = qMax(title, wrappedHeight(text.title, titleFont(font()), room));
        body = qMax(body, wrappedHeight(text.text, font(), room));
    }
    title_->setFont(titleFont(font()));
    title_->setFixedHeight(title);
    text_->setFixedSize(room, body);
    pin_->fit(font());
    const int wider = QFontMetrics(font()).averageCharWidth() * accountCharacters;
    accounts_->setFixedSize(std::min(std::max(accountsSize.width(), wider), room),
                            std::max(accountsSize.height(), accounts_->sizeHint().height()));
    input_->setFixedHeight(qMax(inputHeight, pin_->height() + 4));
    statusRow_->setFixedHeight(qMax(statusHeight, QFontMetrics(warningFont(font())).height() +
                                                      fontMetrics().height() + 2));
    setFixedHeight(layout()->sizeHint().height());
}

void CeremonyPage::setState(const SignIn::CeremonyState &state, const CeremonyText &text,
                            int secondsLeft) {
    weight_ = text.weight;
    blinks_ = state.kind == Kind::Touch;
    title_->setText(text.title);
    text_->setText(fitted(text.text, font(), text_->size()));
    const QFont statusFont = weight_ == Weight::Warning ? warningFont(font()) : font();
    status_->setFont(statusFont);
    status_->setText(
        QFontMetrics(statusFont).elidedText(text.status, Qt::ElideRight, text_->width()));
    statusMore_->setText(text.statusMore);
    touchTime_->setSecondsLeft(secondsLeft);
    applyColors();
    picture_->setScene(scene(state.kind));
    showInput(state);
}

void CeremonyPage::showInput(const SignIn::CeremonyState &state) {
    const bool asksPin = state.kind == Kind::Pin || state.kind == Kind::CheckingPin;
    const bool asksAccount = state.kind == Kind::ChooseAccount;
    QWidget *input = asksPin                      ? pin_->parentWidget()
                     : asksAccount                ? accounts_->parentWidget()
                     : blinks_                    ? touchTime_->parentWidget()
                     : weight_ == Weight::Success ? tick_->parentWidget()
                                                  : noInput_;
    input_->setCurrentWidget(input);
    pin_->setReadOnly(state.kind != Kind::Pin); // disabling it would move the focus to Cancel
    pin_->setAccessibleName(state.model.isEmpty() ? tr("PIN") : tr("PIN for %1").arg(state.model));
    if (!asksAccount)
        return;
    accounts_->clear();
    for (int i = 0; i < state.choices.size(); ++i)
        accounts_->addItem(state.choices[i].isEmpty() ? tr("Account %1").arg(i + 1)
                                                      : state.choices[i]);
}

void CeremonyPage::applyColors() {
    const QColor muted = mutedColor(palette());
    const QColor plain = palette().color(QPalette::WindowText);
    const QColor stop = toneColor(Tone::Stop, palette());
    const QColor accent = toneColor(Tone::Accent, palette());
    const bool succeeded = weight_ == Weight::Success;
    setTextColor(title_, blinks_ || succeeded ? accent : plain);
    if (succeeded)
        tick_->setPixmap(
            tintedPixmap(u"marks-16/allowed"_s, tickSize, accent, devicePixelRatioF()));
    setTextColor(text_, muted);
    setTextColor(statusMore_, muted);
    setTextColor(status_, weight_ == Weight::Warning ? stop
                          : weight_ == Weight::Plain ? plain
                                                     : muted);
    mark_->setVisible(weight_ == Weight::Warning);
    if (weight_ == Weight::Warning)
        mark_->setPixmap(
            tintedPixmap(u"marks-16/refused"_s, promptMarkSize, stop, devicePixelRatioF()));
}

void CeremonyPage::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

} // namespace vouch::ui
