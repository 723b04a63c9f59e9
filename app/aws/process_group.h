// SPDX-License-Identifier: Apache-2.0
#pragma once

class QProcess;

/// A program together with everything it starts.
namespace vouch::aws {

/// Before the start: the program gets a group of its own, and no terminal to prompt on.
void startInOwnGroup(QProcess &process);

/// Ends the program and whatever it started, at once. Does nothing if it isn't running.
void killGroup(QProcess &process);

} // namespace vouch::aws
