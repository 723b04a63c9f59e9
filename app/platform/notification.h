// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace vouch::ui {

/// The desktop's notifications, with at most one of ours at a time: the next one takes its place.
/// Where the desktop shows none, nothing happens.
class Notification : public QObject {
    Q_OBJECT
public:
    struct Button {
        QString name; ///< for `pressed`, such as `sign-in`
        QString text;
    };

    explicit Notification(QObject *parent = nullptr);
    /// Withdraws what is shown.
    ~Notification() override;

    /// Shows a title, a text and buttons. A click on the notification itself counts as the first
    /// button on many desktops.
    void show(const QString &title, const QString &text, const QList<Button> &buttons = {});
    void withdraw();
    /// The desktop shows notifications; true as long as that is not known yet.
    bool isAvailable() const noexcept { return available_; }

Q_SIGNALS:
    /// The person pressed the button of that name.
    void pressed(const QString &name);
    void availableChanged();

private:
    struct Content {
        QString title, text;
        QList<Button> buttons;
    };

    Q_SLOT void takeAction(uint id, const QString &action);
    Q_SLOT void takeClosed(uint id, uint reason);
    void askForDaemon();
    /// Whether one of the bus's lists of names holds the daemon's.
    void askForNames(const QString &list, std::function<void(bool)> answer);
    void setAvailable(bool available);
    void send(const Content &content);

    bool available_ = true;
    uint shown_ = 0;              ///< the daemon's number for ours; 0 when none is shown
    bool sending_ = false;        ///< its number is still to come
    bool unwanted_ = false;       ///< withdrawn while it was sent
    std::optional<Content> next_; ///< what takes its place then
};

} // namespace vouch::ui
