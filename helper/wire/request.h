// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <optional>
#include <string>
#include <string_view>

/// Requests and answers: the keys that both ends must spell the same way.
namespace vouch::wire {

/// The protocol version of this program.
inline constexpr std::string_view version = "1";
/// The version of this program itself, for people.
inline constexpr std::string_view programVersion = VOUCH_VERSION;

/// Starts a request: `vouch/1 COMMAND`, and `client`, which is `programVersion`.
BlockWriter request(std::string_view command);

/// Adds the AWS variables that are set in this program's environment: `aws_profile`, `aws_region`,
/// `aws_config_file`, `aws_credentials_file`. The application uses the requester's variables, not
/// its own.
void addAwsVariables(BlockWriter &request);
/// The same without `aws_profile`.
void addAwsFiles(BlockWriter &request);
/// The region in this program's environment, in lower case: AWS_REGION, else AWS_DEFAULT_REGION;
/// empty if neither is set.
std::string regionVariable();
/// Adds the access keys that are set in this program's environment: `aws_access_key_id`,
/// `aws_secret_access_key`, `aws_session_token`.
void addAwsKeys(BlockWriter &request);

/// A parsed request line.
struct RequestLine {
    std::string_view version, command;
};

/// Parses a request's first line; nullopt if it isn't one.
std::optional<RequestLine> parseRequestLine(std::string_view head) noexcept;

/// True if the bytes start a request of a different protocol version. Only the version needs to be
/// complete.
bool speaksAnotherVersion(std::string_view bytes) noexcept;

/// An answer's error.
struct Failure {
    std::string kind;    ///< such as `prompt_needed`; README.md, Errors
    std::string message; ///< a sentence for the user, safe to print
    std::string hint;    ///< how to fix it; may be empty

    /// Both sentences on one line.
    std::string line() const { return hint.empty() ? message : message + " " + hint; }
};

/// The error in an answer's last block; nullopt if its status is ok.
std::optional<Failure> failure(const Block &answer);

} // namespace vouch::wire
