// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/connection.h"

namespace vouch::wire {

/// How long a program that needs the application waits for it to start, in seconds: a computer that
/// is busy with a login, or with a build, takes its time. One that ends is noticed at once.
inline constexpr int startSeconds = 30;

/// Connects to the tray application, starting it first when it is not running.
///
/// Of many programs that find it missing at once, the one that gets `start.lock` starts it and the
/// others wait for that lock, so fifty helpers start one process. What is started is the file
/// `vouch-tray` beside this program's own real file, and nothing from PATH or a variable; in its
/// own session, with the null device for its descriptors (or git would wait for them), and with no
/// more of this program's environment than the person's own (folders, language, display, session
/// bus, proxies): nothing in it that adds trust or code. README.md, Starting the application.
///
/// Throws ConnectionError, with a sentence for a person, when it does not answer within
/// `startSeconds`, and at once when it is missing, ends, or when this program runs under sudo.
Connection connectOrStart(const RuntimePaths &paths);

/// Where the running application has no display, and this program's environment names one: has it
/// make room, as a start by hand would, so that the next connection starts one that can show a
/// window. True when nothing stands in its way. Throws ConnectionError.
bool makeRoom(const RuntimePaths &paths, Deadline deadline);

/// This program's own file, without links. Throws ConnectionError.
std::string ownFile();

} // namespace vouch::wire
