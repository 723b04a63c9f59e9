// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_content.h"
#include "ui/panel/panel_section.h"

namespace vouch::ui {

/// Warnings that don't prevent signing in. Hidden if there are none.
class NotesSection : public PanelSection {
    Q_OBJECT
public:
    explicit NotesSection(QWidget *parent) : PanelSection(parent) {}

    void setNotes(const QList<PanelContent::Note> &notes);
    void applyStyle() { rebuild(); }

Q_SIGNALS:
    void restartWanted();

private:
    void rebuild();

    QList<PanelContent::Note> notes_;
    QWidget *rows_ = nullptr; ///< replaced with each change
};

} // namespace vouch::ui
