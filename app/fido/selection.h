// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/device.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace vouch::fido {

/// Several keys blinking at once until the user touches the one to use. Also works with keys older
/// than CTAP 2.1's authenticatorSelection. Destroying it stops the blinking. Worker thread.
class Selection {
public:
    /// Makes the keys blink. Throws KeyError if none of them can.
    Selection(Transport &transport, const QStringList &paths);
    ~Selection();
    Selection(const Selection &) = delete;
    Selection &operator=(const Selection &) = delete;

    /// Polls each key for some milliseconds and returns the path of the touched one, if any. Throws
    /// KeyError when no key is blinking anymore.
    std::optional<QString> look();

private:
    struct Blinking {
        QString path;
        std::unique_ptr<Device> device;
    };

    std::vector<Blinking> keys_;
};

} // namespace vouch::fido
