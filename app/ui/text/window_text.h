// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {
class Error;
}

namespace vouch::ui {

/// Advice for windows. Errors also go to terminals, so their hints may end with a command to run;
/// here, the sentence with the command becomes one that names a place in Vouch's windows.
struct Advice {
    enum class Place {
        None,
        SignIn,   ///< the sign-in window
        General,  ///< the settings: server and certificates
        Aws,      ///< the settings: programs other than git, and AWS's files
        Roles,    ///< the settings: roles and rules
        Profiles, ///< the settings: AWS profiles
        Keys,     ///< the keys window
        Git,      ///< the setup wizard's git page
        Help,     ///< the settings: help
    };
    QString text; ///< may be empty
    Place place = Place::None;

    bool operator==(const Advice &) const = default;
};

/// What a window says instead of this hint.
Advice adviceFrom(const QString &hint);

/// An error's message and advice in one paragraph, for a window.
QString textInWindow(const Error &error);

} // namespace vouch::ui
