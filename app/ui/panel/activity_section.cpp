// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/activity_section.h"

#include "ui/model/panel_content.h"
#include "ui/panel/panel_layout.h"
#include "ui/panel/panel_rows.h"
#include "ui/panel/panel_scroll.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

} // namespace

ActivitySection::ActivitySection(QWidget *parent)
    : PanelSection(parent, panelMetrics::separatorGap) {
    column()->addSpacing(panelMetrics::relatedGap);
    auto *row = plainRow();
    title_ = plainLabel(Strings::tr("Recent activity"), this);
    row->addWidget(title_, 1);
    all_ = newFlatButton(Strings::tr("Show all"), this);
    connect(all_, &QToolButton::clicked, this, &ActivitySection::allUseWanted);
    row->addWidget(all_);
    column()->addLayout(row);
    nothingYet_ = new WrappedLabel(this);
    nothingYet_->setText(Strings::tr("Nothing yet. Clone or pull a CodeCommit repository."));
    column()->addWidget(nothingYet_);
    rows_ = new RowList;
    rows_->setAccessibleName(Strings::tr("Recent activity"));
    scroll_ = new ListScroll(rows_, this);
    column()->addWidget(scroll_);
}

void ActivitySection::setContent(const PanelContent &content) {
    const bool isEmpty = content.recentUse.isEmpty();
    setVisible(content.hasRecentUse);
    rows_->setRows(content.recentUse);
    scroll_->setVisible(!isEmpty);
    nothingYet_->setVisible(isEmpty);
    all_->setVisible(!isEmpty);
}

void ActivitySection::applyStyle() {
    makeStrong(title_, sectionTitleFactor);
    makeMuted(nothingYet_);
    makeLink(all_);
}

} // namespace vouch::ui
