// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace vouch::platform {

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
    bool isAvailable() const noexcept { return available_; }

Q_SIGNALS:
    /// The user pressed the button with that name.
    void pressed(const QString &name);
    void availableChanged();

private:
    struct Content {
        QString title, text;
        QList<Button> buttons;
    };

    Q_SLOT void takeAction(uint id, const QString &action);
    Q_SLOT void takeClosed(uint id, uint reason);
    void findDaemon();
    /// Whether one of the bus's lists of names contains the daemon's.
    void findName(const QString &list, std::function<void(bool)> answer);
    void setAvailable(bool available);
    void send(const Content &content);

    bool available_ = true;
    uint shown_ = 0;              ///< the daemon's ID of ours; 0 if none is shown
    bool sending_ = false;        ///< its ID hasn't arrived yet
    bool unwanted_ = false;       ///< withdrawn while it was being sent
    std::optional<Content> next_; ///< shown as soon as it has arrived
};

} // namespace vouch::platform
