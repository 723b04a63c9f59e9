// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::posture {

/// The readers' view of the computer: its files, its D-Bus services and the output of its programs.
/// Doesn't need root, and returns nothing after the deadline. Blocking; any thread but the GUI
/// thread.
class Computer {
public:
    enum class Bus { System, Session };

    /// `root`: the folder with /etc, /proc and /sys; empty for this computer. The buses are always
    /// this computer's.
    explicit Computer(QString root = {}, QDeadlineTimer deadline = QDeadlineTimer::Forever)
        : root_(std::move(root)), deadline_(deadline) {}

    // Files; `path` is absolute.
    /// A file's content, truncated if it's long; nullopt if it can't be read.
    std::optional<QByteArray> file(const QString &path) const;
    /// The same as text, trimmed.
    std::optional<QString> line(const QString &path) const;
    bool exists(const QString &path) const;
    /// The names in a folder; none if it can't be read.
    QStringList names(const QString &folder) const;
    /// The file name of a link's final target; empty if the target doesn't exist.
    QString realName(const QString &path) const;

    // On Linux only.
    /// Whether this name has an owner on the bus; nullopt if there's no such bus.
    std::optional<bool> isOnBus(Bus bus, const QString &name) const;
    /// Whether this systemd unit is active; nullopt if systemd can't be asked.
    std::optional<bool> isActive(const QString &unit) const;

    /// The output of a program from the PATH; nullopt if it can't be run or fails.
    std::optional<QByteArray> output(const QString &program, const QStringList &arguments) const;
    /// The same of what it prints to its standard error.
    std::optional<QByteArray> messages(const QString &program, const QStringList &arguments) const;

private:
    QString root_;
    QDeadlineTimer deadline_;
};

} // namespace vouch::posture
