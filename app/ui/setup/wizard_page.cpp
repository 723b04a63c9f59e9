// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_page.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QPainter>
#include <QScrollArea>
#include <QWizard>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr int markSize = 16;
constexpr int markGap = 10;

struct MarkLook {
    QString drawing;
    TonedLabel::Color color;
};

MarkLook lookOf(MarkedLines::Mark mark) {
    switch (mark) {
    case MarkedLines::Mark::Allowed:
        return {u"marks-16/allowed"_s,
                [](const QPalette &palette) { return toneColor(Tone::Accent, palette); }};
    case MarkedLines::Mark::Refused:
        return {u"marks-16/refused"_s,
                [](const QPalette &palette) { return toneColor(Tone::Stop, palette); }};
    case MarkedLines::Mark::Warning:
        return {u"marks-16/warning"_s,
                [](const QPalette &palette) { return toneColor(Tone::Soon, palette); }};
    case MarkedLines::Mark::None: // never painted
    case MarkedLines::Mark::Quiet:
        break;
    }
    return {u"marks-16/quiet"_s, mutedColor};
}

} // namespace

WizardPage::WizardPage(const QString &title)
    : inside_(new QWidget), column_(new QVBoxLayout(inside_)), about_(nullptr) {
    setAccessibleName(title);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside_);
    area->viewport()->setAutoFillBackground(false);
    inside_->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);

    column_->setContentsMargins(margin, margin - 4, margin, margin);
    column_->setSpacing(8);
    QLabel *heading = plainLabel(title, inside_);
    heading->setFont(scaledFont(font(), 1.5, QFont::DemiBold));
    column_->addWidget(heading);
    column_->addSpacing(2 - column_->spacing());
    about_ = new TonedLabel(mutedColor, {}, inside_);
    column_->addWidget(about_);
    column_->addSpacing(8);
}

QString WizardPage::nextText() const {
    return tr("&Next");
}

void WizardPage::setAbout(const QString &text) {
    about_->setText(text);
    setAccessibleDescription(text);
}

void WizardPage::setBusy(bool busy) {
    isBusy_ = busy;
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

bool WizardPage::validatePage() {
    if (std::exchange(isDone_, false) || !hasWork())
        return true;
    setBusy(true);
    proceeding_ = ScopedTask([this](std::stop_token stop) { return proceed(stop); },
                             [this](const Error &error) {
                                 setBusy(false);
                                 workFailed(error);
                             });
    return false;
}

QCoro::Task<> WizardPage::proceed(std::stop_token stop) {
    const bool goOn = co_await work(stop);
    throwIfStopped(stop);
    setBusy(false);
    if (!goOn)
        co_return;
    isDone_ = true;
    // Queued: the button's click may still be in progress.
    const bool isLast = nextId() < 0;
    QMetaObject::invokeMethod(wizard(), isLast ? "accept" : "next", Qt::QueuedConnection);
}

QCoro::Task<bool> WizardPage::work(std::stop_token) {
    co_return true;
}

FieldGrid::FieldGrid() {
    setHorizontalSpacing(12);
    setVerticalSpacing(8);
    setColumnStretch(1, 1);
}

QLabel *FieldGrid::addLabel(const QString &text, QWidget *field, int row) {
    QLabel *label = plainLabel(text, field->parentWidget());
    label->setBuddy(field);
    addWidget(label, row, 0);
    return label;
}

void FieldGrid::add(const QString &label, QWidget *field, FieldNote *note, QWidget *beside) {
    const int row = rowCount();
    addLabel(label, field, row);
    addWidget(field, row, 1, 1, beside == nullptr ? 2 : 1);
    if (beside != nullptr)
        addWidget(beside, row, 2);
    if (note != nullptr)
        addWidget(note, row + 1, 1, 1, 2);
}

void FieldGrid::addShort(const QString &label, QWidget *field) {
    const int row = rowCount();
    addLabel(label, field, row);
    addWidget(field, row, 1, Qt::AlignLeading);
}

MarkedLines::MarkedLines(Mark mark, const QString &first, const QString &second, QWidget *parent)
    : QWidget(parent), mark_(mark),
      first_(new TonedLabel(
          [](const QPalette &palette) { return palette.color(QPalette::WindowText); }, first,
          this)),
      lines_(new QVBoxLayout) {
    auto *row = new QHBoxLayout(this); // mirrored in right-to-left layouts
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    if (mark != Mark::None)
        row->addSpacing(markSize + markGap);
    row->addLayout(lines_, 1);
    lines_->setSpacing(2);
    lines_->addWidget(first_);
    if (second.isEmpty())
        return;
    auto *label = new TonedLabel(mutedColor, second, this);
    label->setFont(scaledFont(font(), 0.92));
    lines_->addWidget(label);
}

void MarkedLines::add(QWidget *widget) {
    lines_->addSpacing(4);
    lines_->addWidget(widget, 0, Qt::AlignLeading);
}

void MarkedLines::addText(QLabel *text) {
    lines_->addSpacing(2);
    lines_->addWidget(text);
}

void MarkedLines::stress() {
    first_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    first_->setColor(lookOf(mark_).color);
}

void MarkedLines::paintEvent(QPaintEvent *) {
    if (mark_ == Mark::None)
        return;
    QPainter painter(this);
    const auto [drawing, color] = lookOf(mark_);
    const qreal top = std::max(0, (first_->fontMetrics().height() - markSize) / 2 + 1);
    const qreal left = isRightToLeft() ? width() - markSize : 0;
    paintTinted(painter, drawing, QRectF(left, top, markSize, markSize), color(palette()));
}

} // namespace vouch::ui
