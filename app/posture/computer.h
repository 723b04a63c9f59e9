// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::posture {

/// The computer as its readers see it: its files, the answers on its buses and of its programs. All
/// of it without root, and nothing of it after the deadline. Blocking; any thread but the GUI's.
class Computer {
public:
    enum class Bus { System, Session };

    /// `root`: the folder in which /etc, /proc and /sys lie; empty is this computer. The buses are
    /// always this computer's.
    explicit Computer(QString root = {}, QDeadlineTimer deadline = QDeadlineTimer::Forever)
        : root_(std::move(root)), deadline_(deadline) {}

    // Files; `path` is an absolute one.
    /// What a file holds, of a long one the beginning; nothing where it can't be read.
    std::optional<QByteArray> file(const QString &path) const;
    /// The same as one line of text, without the space around it.
    std::optional<QString> line(const QString &path) const;
    bool exists(const QString &path) const;
    /// The names in a folder; none where it can't be read.
    QStringList names(const QString &folder) const;
    /// The last part of the name of what a link leads to in the end; empty when it leads nowhere.
    QString realName(const QString &path) const;

    /// Whether somebody has this name on the bus; nothing where there is no such bus.
    std::optional<bool> isOnBus(Bus bus, const QString &name) const;
    /// Whether systemd has this unit running or done; nothing where systemd can't be asked.
    std::optional<bool> isActive(const QString &unit) const;
    /// What a program of the PATH prints; nothing where it can't be run or fails.
    std::optional<QByteArray> output(const QString &program, const QStringList &arguments) const;

private:
    QString root_;
    QDeadlineTimer deadline_;
};

} // namespace vouch::posture
