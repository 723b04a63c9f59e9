// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractNativeEventFilter>
#include <QObject>
#include <QTimer>

#include <cstdint>

namespace vouch::platform {

/// Watches whether there's a tray. Qt chooses between StatusNotifier and XEmbed, permanently, when
/// QSystemTrayIcon is first used, so an application that starts before the tray, as at login, would
/// never appear in it. Don't use QSystemTrayIcon before `found` is emitted. From then on, only a
/// host of the same kind counts.
class TrayHost : public QObject, private QAbstractNativeEventFilter {
    Q_OBJECT
public:
    explicit TrayHost(QObject *parent = nullptr);
    ~TrayHost() override;

    /// Starts watching. Emits `found` whenever a tray appears, and `missing` after ten seconds
    /// without one, at the start or after it disappeared.
    void look();
    bool isPresent() const noexcept { return present_; }

Q_SIGNALS:
    void found();
    void missing();

private:
    enum class Kind { None, StatusNotifier, Xembed };

    Q_SLOT void check();
    void take(Kind kind);
    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *result) override;

    QTimer patience_;
    Kind settled_ = Kind::None; ///< the kind that Qt uses once a tray was found
    bool present_ = false;
    std::uint32_t manager_ = 0; ///< the atom of the message that announces a new XEmbed tray
    std::uint32_t xembed_ = 0;  ///< the XEmbed tray's window
};

} // namespace vouch::platform
