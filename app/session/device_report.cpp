// SPDX-License-Identifier: Apache-2.0
#include "session/device_report.h"

#include "session/configuration.h"

namespace vouch {

DeviceReport::DeviceReport(const Configuration &configuration, Collect collect)
    : configuration_(configuration), collect_(std::move(collect)) {}

bool DeviceReport::isSent() const {
    return configuration_.settings().sendPosture;
}

QFuture<QByteArray> DeviceReport::forSignIn() const {
    return isSent() ? collect() : QtFuture::makeReadyFuture(QByteArray());
}

} // namespace vouch
