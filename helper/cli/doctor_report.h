// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"
#include "core/check_result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>

namespace vouch {
class Error;
}

namespace vouch::cli {

/// The result of a check that failed to run.
CheckResult failedCheck(const QString &name, const Error &error);

/// A result as it is printed: the state in color, its message wrapped to `width` columns, and the
/// fix below it, whole, so that it can be copied.
QList<QList<Span>> rendered(const CheckResult &result, qsizetype width);

/// Removes personal data and secrets: the home folder becomes `~`, users and passwords in URLs and
/// e-mail addresses are dropped, and account numbers keep their last four digits. Names of servers,
/// roles and repositories stay, since support needs them.
QString redacted(const QString &text, const QString &home);

/// All results of `vouch doctor`.
class Report {
public:
    /// `onResult` is called with each result as it is added.
    explicit Report(std::function<void(const CheckResult &)> onResult = {})
        : onResult_(std::move(onResult)) {}

    void add(const CheckResult &result);
    const QList<CheckResult> &results() const noexcept { return results_; }
    /// The first result of that name, or null.
    const CheckResult *find(const QString &name) const;
    int count(CheckResult::State state) const;
    /// 0 if every result is ok, 1 for warnings, 2 for problems.
    int exitCode() const;
    /// The closing line.
    Span summary() const;
    /// Redacted JSON for a bug report. `subject` is the repository's address, or empty.
    QByteArray json(const QString &version, const QString &subject, const QString &home) const;

private:
    std::function<void(const CheckResult &)> onResult_;
    QList<CheckResult> results_;
};

} // namespace vouch::cli
