// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_content.h"
#include "ui/panel/panel_section.h"

class QLabel;

namespace vouch::ui {

/// The programs whose prompts are snoozed, each with a button that ends it. Hidden if there are
/// none.
class SnoozedSection : public PanelSection {
    Q_OBJECT
public:
    explicit SnoozedSection(QWidget *parent);

    void setRows(const QList<PanelContent::SnoozedRow> &snoozed);
    void applyStyle();

Q_SIGNALS:
    void askAgainWanted(const vouch::PromptSnooze::Entry &entry);

private:
    void rebuild();

    QList<PanelContent::SnoozedRow> snoozed_;
    QLabel *title_;
    QWidget *rows_ = nullptr; ///< replaced with each change
};

} // namespace vouch::ui
