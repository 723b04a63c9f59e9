// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel/panel_section.h"
#include "ui/widgets/tray_picture.h"

class QLabel;

namespace vouch::ui {

class DigitsLabel;
class SessionRing;
struct PanelContent;

/// The state of the session: a ring, beside it the time left or a title, and a line of text.
class SessionSection : public PanelSection {
    Q_OBJECT
public:
    explicit SessionSection(QWidget *parent);

    void setContent(const PanelContent &content);
    void applyStyle();
    /// Has a screen reader read the state now.
    void announceState();

private:
    QColor timeColor() const;

    State state_ = State::NotSetUp;
    SessionRing *ring_;
    DigitsLabel *time_;
    QLabel *title_, *text_;
};

} // namespace vouch::ui
