// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"
#include "session/requester.h"

#include <QFuture>

#include <functional>

namespace vouch {

/// May the person be asked, for this request?
enum class Prompting {
    Unknown, ///< git was not asked yet whether its caller wants prompts
    Yes,
    No,
};

/// What the environment of whoever asks says about AWS; each may be empty.
struct AwsVariables {
    QString profile;                     ///< AWS_PROFILE
    QString region;                      ///< AWS_REGION, else AWS_DEFAULT_REGION
    QString configFile, credentialsFile; ///< AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE
    /// AWS_ACCESS_KEY_ID and its like, of those who want credentials for themselves; good for the
    /// one request that they came with.
    struct Keys {
        QByteArray id;
        SharedSecret secret, token; ///< null: none
    } keys;
};

/// Who wants something that a person may have to be asked for, and how they can be.
struct PromptContext {
    Requester who;
    Prompting prompting = Prompting::Unknown;
    AwsVariables variables;
    /// Told before a wait for the person; throws where no further request may wait. Never empty.
    std::function<void()> waiting;
    /// Asks for an MFA code on the requester's terminal, once. Empty: in a window.
    std::function<QFuture<SharedSecret>()> codeOnTerminal;
};

} // namespace vouch
