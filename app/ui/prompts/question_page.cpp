// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"

#include "ui/prompts/prompt_layout.h"
#include "ui/text/account_text.h"
#include "ui/text/question_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int noteGap = 8;
constexpr int statusGap = 2;
constexpr int minStatusHeight = 44;
constexpr int maxNoteLines = 3; ///< of which the last one is the status if there is one
constexpr int maxNote = 200;    ///< characters; some notes are AWS's own messages

QLabel *centeredLabel(QWidget *parent) {
    QLabel *label = plainLabel({}, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    return label;
}

QVBoxLayout *column() {
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

QuestionPage::QuestionPage(StatusRoom statusRoom, QWidget *parent)
    : QWidget(parent), statusRoom_(statusRoom), head_(column()), body_(column()), foot_(column()),
      title_(centeredLabel(this)), text_(centeredLabel(this)), statusArea_(new QWidget(this)) {
    status_ = centeredLabel(statusArea_);
    noteRow_ = new QWidget(statusArea_);
    mark_ = plainLabel({}, noteRow_); // screen readers skip it: the note says the same
    note_ = centeredLabel(noteRow_);
    note_->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    auto *row = new QHBoxLayout(noteRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(noteGap);
    row->addStretch();
    row->addWidget(mark_, 0, Qt::AlignTop);
    row->addWidget(note_);
    row->addStretch();
    auto *statusColumn = column();
    statusArea_->setLayout(statusColumn);
    statusColumn->setSpacing(statusGap);
    statusColumn->addWidget(noteRow_);
    statusColumn->addWidget(status_);
    statusColumn->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(promptMargin, 12, promptMargin, 8);
    layout->setSpacing(0);
    layout->addLayout(head_);
    layout->addWidget(title_);
    layout->addSpacing(4);
    layout->addWidget(text_);
    layout->addSpacing(12);
    layout->addLayout(body_, 1);
    layout->addSpacing(6);
    layout->addWidget(statusArea_);
    layout->addLayout(foot_);
    noteRow_->hide();
    status_->hide();
}

void QuestionPage::setQuestion(const Questions::Question &question) {
    const QuestionText text = questionText(question);
    title_->setText(text.title);
    text_->setText(text.text);
    const QString note = withGroupedAccounts(question.note);
    problem_ = note.size() <= maxNote ? note : note.first(maxNote) + u'…';
    note_->setText(problem_);
    note_->setAccessibleName(problem_);
    noteRow_->setVisible(!problem_.isEmpty());
    showInput(question);
    fitNote();
    applyColors();
}

void QuestionPage::setStatus(const QString &status) {
    status_->setText(status);
    status_->setVisible(!status.isEmpty());
    fitNote();
}

void QuestionPage::fit(int width) {
    textWidth_ = width - 2 * promptMargin;
    title_->setFont(scaledFont(font(), 1.5, QFont::DemiBold));
    note_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    mark_->setFixedHeight(QFontMetrics(note_->font()).height()); // in the middle of the first line
    if (statusRoom_ == StatusRoom::Reserved) {
        const int noteLine = QFontMetrics(note_->font()).lineSpacing();
        statusArea_->setFixedHeight(
            std::max({minStatusHeight, maxNoteLines * noteLine,
                      (maxNoteLines - 1) * noteLine + statusGap + fontMetrics().height()}));
    }
    fitNote();
}

int QuestionPage::noteWidth() const {
    return std::max(0, textWidth_ - promptMarkSize - noteGap);
}

/// As wide as its text, so that the mark is next to it, or wrapped if the text is too wide. A note
/// that needs all of the reserved room hides the status.
void QuestionPage::fitNote() {
    if (statusRoom_ == StatusRoom::Reserved && textWidth_ > 0) {
        const int line = QFontMetrics(note_->font()).lineSpacing();
        const int room = maxNoteLines * line;
        note_->setText(fitted(problem_, note_->font(), {noteWidth(), room}));
        note_->setToolTip(plainToolTip(note_->text() == problem_ ? QString() : problem_));
        const int needed = wrappedHeight(note_->text(), note_->font(), noteWidth());
        const bool fits = problem_.isEmpty() || needed < room - line / 2;
        status_->setVisible(fits && !status_->text().isEmpty());
    }
    note_->setMinimumWidth(
        std::min(note_->fontMetrics().horizontalAdvance(note_->text()) + 2, noteWidth()));
}

void QuestionPage::applyColors() {
    makeMuted(text_);
    makeMuted(status_);
    const QColor stop = toneColor(Tone::Stop, palette());
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, stop);
    note_->setPalette(warning);
    mark_->setPixmap(
        tintedPixmap(u"marks-16/refused"_s, promptMarkSize, stop, devicePixelRatioF()));
}

void QuestionPage::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

} // namespace vouch::ui
