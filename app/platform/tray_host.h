// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractNativeEventFilter>
#include <QObject>
#include <QTimer>

#include <cstdint>

namespace vouch::ui {

/// Watches whether there is a tray. Qt settles on StatusNotifier or XEmbed the first time anything
/// of QSystemTrayIcon is touched, and for good: an application that starts before the tray's host,
/// as at login, would never appear. So nobody touches it before `found` was emitted; from then on
/// only a host of the same kind counts.
class TrayHost : public QObject, private QAbstractNativeEventFilter {
    Q_OBJECT
public:
    explicit TrayHost(QObject *parent = nullptr);
    ~TrayHost() override;

    /// Begins to watch, for good. Emits `found` whenever a tray appears, now or later. When there
    /// has been none for ten seconds, at the start or after it vanished, emits `missing`.
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
    Kind settled_ = Kind::None; ///< what Qt uses, once a tray was found
    bool present_ = false;
    std::uint32_t manager_ = 0; ///< the atom of the message that a new XEmbed tray sends
    std::uint32_t xembed_ = 0;  ///< the XEmbed tray's window
};

} // namespace vouch::ui
