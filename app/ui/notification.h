// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

namespace vouch::ui {

/// The desktop's notifications, with at most one of ours at a time: the next one takes its place.
/// Where the desktop shows none, nothing happens.
class Notification : public QObject {
    Q_OBJECT
public:
    explicit Notification(QObject *parent = nullptr);
    /// Withdraws what is shown.
    ~Notification() override;

    /// Shows a title, a text and one button; no button where its text is empty.
    void show(const QString &title, const QString &text, const QString &button = {});
    void withdraw();

Q_SIGNALS:
    /// The person pressed the button.
    void pressed();

private:
    Q_SLOT void takeAction(uint id, const QString &action);
    Q_SLOT void takeClosed(uint id, uint reason);

    uint shown_ = 0; ///< the daemon's number for ours; 0 when none is shown
};

} // namespace vouch::ui
