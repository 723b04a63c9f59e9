// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/field_note.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int markSize = 16;
constexpr int gap = 8;
constexpr int usualRows = 3; ///< a table has room for this many, even with fewer
constexpr int headingPadding = 12;
constexpr int minRows = 2; ///< when other widgets need the space

QColor accentColor(const QPalette &palette) {
    return toneColor(Tone::Accent, palette);
}
QColor soonColor(const QPalette &palette) {
    return toneColor(Tone::Soon, palette);
}
QColor stopColor(const QPalette &palette) {
    return toneColor(Tone::Stop, palette);
}

} // namespace

TonedLabel::TonedLabel(Color color, const QString &text, QWidget *parent)
    : QLabel(text, parent), color_(color) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    applyColor();
}

void TonedLabel::setColor(Color color) {
    color_ = color;
    applyColor();
}

void TonedLabel::changeEvent(QEvent *event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColor();
}

void TonedLabel::applyColor() {
    // From the parent's palette: the label's own WindowText is what this sets.
    const QPalette behind = parentWidget() == nullptr ? QPalette() : parentWidget()->palette();
    const QColor wanted = color_(behind);
    QPalette own = palette();
    if (own.color(QPalette::Active, QPalette::WindowText) == wanted)
        return;
    own.setColor(QPalette::Active, QPalette::WindowText, wanted);
    own.setColor(QPalette::Inactive, QPalette::WindowText, wanted);
    setPalette(own);
}

FieldNote::FieldNote(QWidget *field, QWidget *parent)
    : QWidget(parent), field_(field), label_(new TonedLabel(mutedColor, {}, this)),
      color_(mutedColor) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label_);
    label_->setMinimumHeight(markSize);
    clear();
}

void FieldNote::clear() {
    setMessage({}, "", mutedColor);
}

void FieldNote::tell(const QString &text) {
    setMessage(text, "", mutedColor);
}

void FieldNote::allow(const QString &text) {
    setMessage(text, "marks-16/allowed", accentColor);
}

void FieldNote::warn(const QString &text) {
    setMessage(text, "marks-16/warning", soonColor);
}

void FieldNote::refuse(const QString &text) {
    setMessage(text, "marks-16/refused", stopColor);
}

void FieldNote::setMessage(const QString &text, const char *mark, TonedLabel::Color color) {
    const bool isNew = text != label_->text() && !text.isEmpty();
    mark_ = mark;
    color_ = color;
    label_->setText(text);
    label_->setColor(color);
    const int start = mark_.isEmpty() ? 0 : markSize + gap;
    layout()->setContentsMargins(isRightToLeft() ? 0 : start, 0, isRightToLeft() ? start : 0, 0);
    setVisible(!text.isEmpty());
    if (field_ != nullptr)
        field_->setAccessibleDescription(text);
    if (isNew && isVisible() && !mark_.isEmpty())
        announce(label_);
    update();
}

void FieldNote::paintEvent(QPaintEvent *) {
    if (mark_.isEmpty())
        return;
    QPainter painter(this);
    // Beside the first line.
    const qreal top = std::max(0, (fontMetrics().height() - markSize) / 2 + 1);
    const qreal left = isRightToLeft() ? width() - markSize : 0;
    paintTinted(painter, QString::fromLatin1(mark_), QRectF(left, top, markSize, markSize),
                color_(palette()));
}

QLabel *sectionLabel(const QString &text, QWidget *parent) {
    QLabel *label = plainLabel(text, parent);
    label->setFont(scaledFont(parent->font(), 1, QFont::DemiBold));
    return label;
}

QPushButton *pushButton(const QString &text, QWidget *parent) {
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setMinimumHeight(32);
    const int textWidth = button->fontMetrics().size(Qt::TextShowMnemonic, text).width();
    button->setMinimumWidth(std::max(80, textWidth + 28));
    return button;
}

void setHint(QLineEdit *field, const QString &hint) {
    constexpr int frame = 16;
    field->setPlaceholderText(hint);
    field->setMinimumWidth(field->fontMetrics().horizontalAdvance(hint) + frame);
}

void growToFit(QWidget *window, const QEvent *event) {
    if (event->type() != QEvent::LayoutRequest || window->layout() == nullptr)
        return;
    const int height = window->layout()->totalHeightForWidth(window->width());
    if (height > window->height())
        window->resize(window->width(), height);
}

RowTable *rowTable(const QStringList &headings, const QString &name, QWidget *parent) {
    auto *table = new RowTable(0, int(headings.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(headings);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false); // Tab goes on to the buttons
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    const int rowHeight = std::max(30, table->fontMetrics().height() + 12);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setFixedHeight(std::max(28, table->fontMetrics().height() + 10));
    return table;
}

QTableWidgetItem *cell(const QString &text) {
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(plainToolTip(text));
    return item;
}

void RowTable::fitRows() {
    const int row = verticalHeader()->defaultSectionSize();
    const int frame = horizontalHeader()->height() + 2 * frameWidth();
    setMinimumHeight(frame + minRows * row);
    setMaximumHeight(frame + std::max(usualRows, rowCount()) * row);
    fitLastColumn();
}

void RowTable::resizeEvent(QResizeEvent *event) {
    QTableWidget::resizeEvent(event);
    fitLastColumn();
}

void RowTable::fitLastColumn() {
    const int last = columnCount() - 1;
    QHeaderView *header = horizontalHeader();
    const int heading = header->fontMetrics().horizontalAdvance(horizontalHeaderItem(last)->text());
    const int needed = std::max(heading + headingPadding, sizeHintForColumn(last));
    const bool fits = header->sectionPosition(last) + needed <= viewport()->width();
    header->setStretchLastSection(fits);
    if (!fits)
        header->resizeSection(last, needed);
}

QFormLayout *settingsForm() {
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return form;
}

} // namespace vouch::ui
