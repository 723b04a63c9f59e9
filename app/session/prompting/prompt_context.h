// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"
#include "session/requester.h"

#include <QFuture>

#include <functional>

namespace vouch {

/// Whether a request may prompt the user.
enum class Prompting {
    Unknown, ///< git hasn't said yet whether its caller allows prompts
    Yes,
    No,
};

/// The AWS variables in the requester's environment; each may be empty.
struct AwsVariables {
    QString profile;                     ///< AWS_PROFILE
    QString region;                      ///< AWS_REGION, else AWS_DEFAULT_REGION
    QString configFile, credentialsFile; ///< AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, from a program that wants
    /// credentials for itself. For this request only.
    struct Keys {
        QByteArray id;
        SharedSecret secret, token; ///< null: none
    } keys;
};

/// Who makes a request that may need the user, and how the user can be prompted.
struct PromptContext {
    Requester who;
    Prompting prompting = Prompting::Unknown;
    /// The user asked for this in one of Vouch's own windows, which is the permission.
    bool isAllowed = false;
    AwsVariables variables;
    /// Called before waiting for the user; throws if no more requests may wait. Never empty.
    std::function<void()> waiting;
    /// Prompts for an MFA code on the requester's terminal, once. Empty: prompt in a window.
    std::function<QFuture<SharedSecret>()> codeOnTerminal;
};

} // namespace vouch
