// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/requester_bar.h"

#include "ui/prompts/prompt_layout.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minHeight = 62;
constexpr int maxRequesters = 6;
constexpr int popupPadding = 8;

QLabel *lineLabel(QWidget *parent) {
    QLabel *label = plainLabel({}, parent);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

RequesterBar::RequesterBar(QWidget *parent)
    : QFrame(parent), firstLabel_(lineLabel(this)), secondLabel_(lineLabel(this)),
      link_(plainLabel({}, this)), popup_(new QFrame(this, Qt::Popup)),
      others_(new QListWidget(popup_)) {
    setObjectName(u"requesterBar"_s);
    link_->setTextFormat(Qt::RichText); // contains only our own text
    link_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(link_, &QLabel::linkActivated, this, &RequesterBar::showOthers);
    auto *secondLine = new QHBoxLayout;
    secondLine->setSpacing(16);
    secondLine->addWidget(secondLabel_, 1);
    secondLine->addWidget(link_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(promptMargin, 8, promptMargin, 8);
    layout->setSpacing(2);
    layout->addWidget(firstLabel_, 0, Qt::AlignBottom);
    layout->addLayout(secondLine);
    layout->setAlignment(secondLine, Qt::AlignTop);

    others_->setSelectionMode(QAbstractItemView::NoSelection);
    others_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    others_->setTextElideMode(Qt::ElideMiddle);
    others_->setFrameShape(QFrame::NoFrame);
    others_->setSpacing(2);
    others_->setAccessibleName(tr("Also waiting"));
    popup_->setFrameShape(QFrame::StyledPanel);
    popup_->setBackgroundRole(QPalette::Base);
    popup_->setAutoFillBackground(true);
    popup_->setWindowTitle(tr("Also waiting"));
    auto *inside = new QVBoxLayout(popup_);
    inside->setContentsMargins(popupPadding, popupPadding, popupPadding, popupPadding);
    inside->addWidget(others_);
}

void RequesterBar::setRequesters(const QList<Requester> &requesters, const QString &server) {
    const RequesterText text = requesterText(requesters.first(), server);
    first_ = text.first;
    second_ = text.second;
    setToolTip(plainToolTip(text.details));
    const int more = int(requesters.size()) - 1;
    link_->setVisible(more > 0);
    link_->setText(u"<a href=\"#\" style=\"text-decoration:none\">%1</a>"_s.arg(
        tr("and %n more", nullptr, more).toHtmlEscaped()));
    others_->clear();
    for (const Requester &requester : requesters.sliced(1)) {
        const RequesterText line = requesterText(requester, server);
        auto *item = new QListWidgetItem(u"%1 · %2"_s.arg(line.first, line.second), others_);
        item->setToolTip(plainToolTip(line.details));
    }
    if (more == 0)
        popup_->hide();
    else if (popup_->isVisible())
        showOthers();
    elideText();
}

void RequesterBar::fit() {
    firstLabel_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    secondLabel_->setFont(scaledFont(font(), 0.92));
    link_->setFont(secondLabel_->font());
    setFixedHeight(qMax(minHeight, layout()->sizeHint().height()));
}

QWidget *RequesterBar::link() const {
    return link_;
}

/// A QLabel would cut the text off without an ellipsis.
void RequesterBar::elideText() {
    layout()->activate();
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedColor(palette()));
    secondLabel_->setPalette(muted);
    firstLabel_->setText(
        firstLabel_->fontMetrics().elidedText(first_, Qt::ElideRight, firstLabel_->width()));
    secondLabel_->setText(
        secondLabel_->fontMetrics().elidedText(second_, Qt::ElideMiddle, secondLabel_->width()));
    firstLabel_->setAccessibleName(first_);
    secondLabel_->setAccessibleName(second_);
}

/// Below the bar, as wide as its text. Qt closes it with a click elsewhere, or with Escape.
void RequesterBar::showOthers() {
    const int rows = qMin(others_->count(), maxRequesters);
    const int gaps = 2 * others_->spacing();
    others_->setFixedHeight(rows * (others_->sizeHintForRow(0) + gaps) + gaps);
    popup_->setFixedWidth(width() - 2 * promptMargin);
    popup_->adjustSize();
    popup_->move(mapToGlobal(QPoint(promptMargin, height() - promptMargin / 4)));
    popup_->show();
    others_->setCurrentRow(0);
    others_->setFocus(Qt::PopupFocusReason);
}

/// Hiding a window leaves other windows on the screen, even its children.
void RequesterBar::hideEvent(QHideEvent *event) {
    popup_->hide();
    QFrame::hideEvent(event);
}

void RequesterBar::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.fillRect(rect(), sideColor(palette()));
    painter.fillRect(0, height() - 1, width(), 1, ruleColor(palette()));
}

void RequesterBar::resizeEvent(QResizeEvent *event) {
    QFrame::resizeEvent(event);
    elideText();
}

void RequesterBar::changeEvent(QEvent *event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        elideText();
}

} // namespace vouch::ui
