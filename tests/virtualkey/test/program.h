// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtualkey/file_descriptor.h"

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace vouch::virtualkey::test {

/// A folder of its own, gone at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder();

    const std::filesystem::path &path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A running program with pipes to its standard input and from its standard output.
class Program {
public:
    explicit Program(std::vector<std::string> commandLine);
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;
    ~Program(); // kills it, if it still runs

    pid_t pid() const { return pid_; }

    void writeLine(const std::string &line);
    void closeInput() { input_ = FileDescriptor(); }

    /// The next line of output. Throws Failure if none comes within a minute.
    std::string readLine();

    void sendSignal(int signal);

    /// Its exit status, when it has ended by itself, or 128 and its signal. Throws Failure if it
    /// does not end within a minute.
    int waitForEnd();

private:
    FileDescriptor input_;
    FileDescriptor output_;
    std::string pending_;
    pid_t pid_ = -1;
};

} // namespace vouch::virtualkey::test
