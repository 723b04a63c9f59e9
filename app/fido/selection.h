// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/device.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace vouch::fido {

/// Several keys that blink at once, until the person touches the one to use. Asked in the way that
/// keys older than CTAP 2.1's authenticatorSelection know too. Destroying it stops all that still
/// blink. Worker thread.
class Selection {
public:
    /// Lets them blink. Throws KeyError when none of them can.
    Selection(Transport &transport, const QStringList &paths);
    ~Selection();
    Selection(const Selection &) = delete;
    Selection &operator=(const Selection &) = delete;

    /// Listens to each for some milliseconds; gives the path of the one that was touched. Throws
    /// KeyError when none of them blinks any more.
    std::optional<QString> look();

private:
    struct Blinking {
        QString path;
        std::unique_ptr<Device> device;
    };

    std::vector<Blinking> keys_;
};

} // namespace vouch::fido
