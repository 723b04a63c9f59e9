// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFuture>

#include <functional>

namespace vouch {

class Configuration;

/// The report about this computer that is sent with a sign-in (app/identity/README.md, section 7):
/// its content, and whether the user allows sending it. GUI thread.
class DeviceReport {
public:
    /// Collects the report in its wire format. Finishes within two seconds.
    using Collect = std::function<QFuture<QByteArray>()>;

    /// `configuration` must outlive this object.
    DeviceReport(const Configuration &configuration, Collect collect);

    /// Whether sign-ins send the report: the setting `posture.send`.
    bool isSent() const;
    /// The report as it would be sent now. Needs no permission; contains no secrets.
    QFuture<QByteArray> collect() const { return collect_(); }
    /// What a sign-in sends: the report, or nothing if the user has turned it off.
    QFuture<QByteArray> forSignIn() const;

private:
    const Configuration &configuration_;
    Collect collect_;
};

} // namespace vouch
