// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/snoozed_section.h"

#include "ui/panel/panel_layout.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

} // namespace

SnoozedSection::SnoozedSection(QWidget *parent) : PanelSection(parent, panelMetrics::separatorGap) {
    column()->addSpacing(panelMetrics::separatorGap);
    title_ = plainLabel(Strings::tr("Snoozed"), this);
    column()->addWidget(title_);
    column()->addSpacing(panelMetrics::labelGap);
}

void SnoozedSection::setRows(const QList<PanelContent::SnoozedRow> &snoozed) {
    if (snoozed == snoozed_)
        return;
    snoozed_ = snoozed;
    rebuild();
}

void SnoozedSection::applyStyle() {
    makeStrong(title_, sectionTitleFactor);
    rebuild();
}

void SnoozedSection::rebuild() {
    setVisible(!snoozed_.isEmpty());
    discardRows(rows_);
    if (snoozed_.isEmpty())
        return;
    rows_ = new QWidget(this);
    auto *rows = plainColumn(rows_, panelMetrics::relatedGap);
    QWidget *before = title_;
    for (const PanelContent::SnoozedRow &snoozed : snoozed_) {
        auto *row = plainRow(nullptr, panelMetrics::relatedGap);
        auto *lines = plainColumn();
        auto *first = new ElidedLabel(Qt::ElideRight, rows_);
        first->setText(snoozed.first);
        auto *second = new ElidedLabel(Qt::ElideRight, rows_);
        second->setText(snoozed.second);
        makeSmall(second);
        makeMuted(second);
        lines->addWidget(first);
        lines->addWidget(second);
        row->addLayout(lines, 1);
        QToolButton *again = newFlatButton(Strings::tr("Ask again"), rows_);
        makeLink(again);
        again->setAccessibleDescription(snoozed.first);
        connect(again, &QToolButton::clicked, this,
                [this, entry = snoozed.entry] { Q_EMIT askAgainWanted(entry); });
        row->addWidget(again, 0, Qt::AlignVCenter);
        tabAfter(std::exchange(before, again), again);
        rows->addLayout(row);
    }
    column()->addWidget(rows_);
    rows_->show();
}

} // namespace vouch::ui
