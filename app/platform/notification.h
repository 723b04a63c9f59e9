// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace vouch::platform {

class NotificationDaemon; // the system's implementation

/// Shows at most one desktop notification at a time; a new one replaces it. Does nothing if the
/// desktop doesn't support notifications.
class Notification : public QObject {
    Q_OBJECT
public:
    struct Button {
        QString name; ///< for `pressed`, such as `sign-in`
        QString text;
    };

    explicit Notification(QObject *parent = nullptr);
    /// Withdraws the notification.
    ~Notification() override;

    /// Shows a title, a text and buttons. On many desktops, clicking the notification itself
    /// presses the first button.
    void show(const QString &title, const QString &text, const QList<Button> &buttons = {});
    void withdraw();
    /// Whether the desktop supports notifications; true until that's known.
    bool isAvailable() const;

Q_SIGNALS:
    /// The user pressed the button with that name.
    void pressed(const QString &name);
    void availableChanged();

private:
    std::unique_ptr<NotificationDaemon> daemon_;
};

} // namespace vouch::platform
