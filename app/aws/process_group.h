// SPDX-License-Identifier: Apache-2.0
#pragma once

class QProcess;

/// A program together with everything it starts.
namespace vouch::aws {

/// Puts the program into a process group of its own, without a terminal to prompt on. Call it
/// before the start.
void startInOwnGroup(QProcess &process);

/// Ends the program and whatever it started, at once. Does nothing if it isn't running.
void killGroup(QProcess &process);

} // namespace vouch::aws
