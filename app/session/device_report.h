// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFuture>

#include <functional>

namespace vouch {

class Configuration;

/// The report about this computer that goes with a sign-in (app/identity/README.md, section 7):
/// what it says, and whether the person lets it go. GUI thread.
class DeviceReport {
public:
    /// Finds out what there is to say, as it goes over the wire. Finishes within two seconds.
    using Collect = std::function<QFuture<QByteArray>()>;

    /// `configuration` outlives it.
    DeviceReport(const Configuration &configuration, Collect collect);

    /// Whether a sign-in sends it: the setting `posture.send`.
    bool isSent() const;
    /// What a sign-in would send now if it sends one. Asks nobody and holds no secret.
    QFuture<QByteArray> collect() const { return collect_(); }
    /// What a sign-in sends: nothing where the person does not want it.
    QFuture<QByteArray> forSignIn() const;

private:
    const Configuration &configuration_;
    Collect collect_;
};

} // namespace vouch
