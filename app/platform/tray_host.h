// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace vouch::platform {

class TrayWatch; // the system's implementation

/// Watches whether there's a tray. Qt may choose the kind of tray permanently when QSystemTrayIcon
/// is first used, so an application that starts before the tray, as at login, would never appear in
/// it. Don't use QSystemTrayIcon before `found` is emitted. From then on, only a tray of the same
/// kind counts. GUI thread.
class TrayHost : public QObject {
    Q_OBJECT
public:
    explicit TrayHost(QObject *parent = nullptr);
    ~TrayHost() override;

    /// Starts watching. Emits `found` whenever a tray appears, and `missing` after ten seconds
    /// without one, at the start or after it disappeared.
    void look();
    bool isPresent() const;

Q_SIGNALS:
    void found();
    void missing();
    /// What desktop_environment.h says of the tray may have changed.
    void barChanged();

private:
    std::unique_ptr<TrayWatch> watch_;
};

} // namespace vouch::platform
