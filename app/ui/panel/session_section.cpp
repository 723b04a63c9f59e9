// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/session_section.h"

#include "ui/model/panel_content.h"
#include "ui/panel/panel_layout.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/session_ring.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

constexpr qreal timeFactor = 2.1;
constexpr qreal sessionTitleFactor = 1.25;

} // namespace

SessionSection::SessionSection(QWidget *parent) : PanelSection(parent, panelMetrics::separatorGap) {
    column()->addSpacing(panelMetrics::groupGap);
    auto *row = plainRow(nullptr, panelMetrics::groupGap);
    ring_ = new SessionRing(this);
    setAccessibleRole(ring_, QAccessible::Graphic);
    ring_->setAccessibleName(Strings::tr("Session"));
    row->addWidget(ring_);
    auto *lines = plainColumn(nullptr, panelMetrics::labelGap);
    lines->addStretch();
    time_ = new DigitsLabel(this); // no accessible name: the ring has it
    lines->addWidget(time_);
    title_ = new WrappedLabel(this);
    lines->addWidget(title_);
    text_ = new WrappedLabel(this);
    lines->addWidget(text_);
    lines->addStretch();
    row->addLayout(lines, 1);
    column()->addLayout(row);
    column()->addSpacing(sectionBottomGap);
}

void SessionSection::setContent(const PanelContent &content) {
    state_ = content.state;
    ring_->setPicture(content.picture);
    ring_->setAccessibleDescription(content.isTime ? content.spokenTime : content.title);
    time_->setVisible(content.isTime);
    time_->setText(content.isTime ? content.title : QString());
    title_->setVisible(!content.isTime);
    title_->setText(content.isTime ? QString() : content.title);
    text_->setText(content.text);
    text_->setVisible(!content.text.isEmpty());
}

QColor SessionSection::timeColor() const {
    switch (state_) {
    case State::Soon:
        return toneColor(Tone::Soon, palette());
    case State::Ending:
        return toneColor(Tone::Stop, palette());
    default:
        return palette().color(QPalette::WindowText);
    }
}

void SessionSection::applyStyle() {
    makeStrong(title_, sessionTitleFactor);
    makeMuted(text_);
    time_->setFont(scaledFont(font(), timeFactor, QFont::Medium));
    QPalette timePalette = palette();
    timePalette.setColor(QPalette::WindowText, timeColor());
    time_->setPalette(timePalette);
}

void SessionSection::announceState() {
    announce(ring_);
}

} // namespace vouch::ui
