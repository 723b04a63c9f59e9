// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace vouch::ui {

/// Waits until a tray is there. Qt settles on StatusNotifier or XEmbed the first time anything of
/// QSystemTrayIcon is touched, and for good: an application that starts before the tray's host, as
/// at login, would never appear. So nobody touches it before `found` was emitted.
class TrayHost : public QObject {
    Q_OBJECT
public:
    explicit TrayHost(QObject *parent = nullptr);

    /// Begins to look. Emits `found` when there is a tray, now or later; emits `missing` once when
    /// there is none after ten seconds, and goes on waiting.
    void look();

Q_SIGNALS:
    void found();
    void missing();

private:
    Q_SLOT void check();
    void settle();

    QTimer patience_;
    bool settled_ = false;
};

} // namespace vouch::ui
