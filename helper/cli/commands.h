// SPDX-License-Identifier: Apache-2.0
#pragma once

class QCommandLineParser;

/// What the commands of the table do. Each one takes the parsed options and arguments and returns
/// an exit code; it may also throw Exit, UsageError, UserCanceled, Error or wire::ConnectionError.
namespace vouch::cli {

int enroll(const QCommandLineParser &line);
int login(const QCommandLineParser &line);
int logout(const QCommandLineParser &line);
int quit(const QCommandLineParser &line);
int status(const QCommandLineParser &line);
/// `vouch` alone.
int statusAndNextStep();

int keysList(const QCommandLineParser &line);
int keysAdd(const QCommandLineParser &line);
int keysRename(const QCommandLineParser &line);
int keysRemove(const QCommandLineParser &line);
int keysChangePin(const QCommandLineParser &line);

int awsList(const QCommandLineParser &line);
int awsAdd(const QCommandLineParser &line);
int awsRemove(const QCommandLineParser &line);
int awsImport(const QCommandLineParser &line);

int exec(const QCommandLineParser &line);
int credentialAws(const QCommandLineParser &line);

int setupFrom(const QCommandLineParser &line);
int setupCodeCommit(const QCommandLineParser &line);
int doctor(const QCommandLineParser &line);
int posture(const QCommandLineParser &line);

int configList(const QCommandLineParser &line);
int configGet(const QCommandLineParser &line);
int configSet(const QCommandLineParser &line);
int configUnset(const QCommandLineParser &line);
int configAddRole(const QCommandLineParser &line);
int configRemoveRole(const QCommandLineParser &line);
int configAddRule(const QCommandLineParser &line);
int configRemoveRule(const QCommandLineParser &line);

int completion(const QCommandLineParser &line);
int forget(const QCommandLineParser &line);

} // namespace vouch::cli
