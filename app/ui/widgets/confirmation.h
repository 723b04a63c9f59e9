// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace vouch::ui {

/// A question to answer before something happens.
struct Confirmation {
    QString title, question;
    QString consequence;     ///< what happens then
    QString action;          ///< the text of the button that lets it happen
    bool isHarmless = false; ///< Return then chooses `action`; otherwise it chooses Cancel
};

/// Opens the question over `parent`, in a box that deletes itself when closed. Calls `confirmed` if
/// the user chooses the action; Escape and closing the box cancel.
void askToConfirm(const Confirmation &confirmation, QWidget *parent,
                  const std::function<void()> &confirmed);

} // namespace vouch::ui
