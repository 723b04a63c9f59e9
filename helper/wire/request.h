// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <optional>
#include <string>
#include <string_view>

/// The words of the conversation: what both ends must spell alike.
namespace vouch::wire {

/// The version this program speaks.
inline constexpr std::string_view version = "1";

/// Begins a request: `vouch/1 COMMAND`.
BlockWriter request(std::string_view command);

/// Adds what this program's environment says about AWS, where it says something: `aws_profile`,
/// `aws_region`, `aws_config_file`, `aws_credentials_file`. The application goes by those of
/// whoever asks, and not by its own.
void addAwsVariables(BlockWriter &request);
/// The same without AWS_PROFILE, and with the keys that may stand there: `aws_access_key_id`,
/// `aws_secret_access_key`, `aws_session_token`.
void addAwsFiles(BlockWriter &request);
void addAwsKeys(BlockWriter &request);

/// What stands in a request's first line.
struct RequestLine {
    std::string_view version, command;
};

/// Takes a request's first line apart; nothing when it is no request at all.
std::optional<RequestLine> parseRequestLine(std::string_view head) noexcept;

/// True when the bytes begin a request of another version than ours, whatever follows: only its
/// first line must be there.
bool speaksAnotherVersion(std::string_view bytes) noexcept;

/// How an answer's last block ends the conversation.
struct Failure {
    std::string kind;    ///< such as `prompt_needed`; README.md, Errors
    std::string message; ///< a sentence for a person, safe to print
    std::string hint;    ///< what mends it; may be empty

    /// Both sentences on one line.
    std::string line() const { return hint.empty() ? message : message + " " + hint; }
};

/// The failure an answer's block tells, or nothing when its status is ok.
std::optional<Failure> failure(const Block &answer);

} // namespace vouch::wire
