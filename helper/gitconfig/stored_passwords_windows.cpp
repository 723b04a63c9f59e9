// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/stored_passwords.h"

#include "gitconfig/known_helper.h"
#include "wire/bytes.h"
#include "wire/child_windows.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <algorithm>
#include <array>
#include <optional>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr DWORD helperTimeout = 5'000; // milliseconds, for all hosts

/// A folder that only administrators write to, so that nobody's repository is there.
QString systemFolder() {
    std::array<wchar_t, MAX_PATH> path{};
    ::GetSystemDirectoryW(path.data(), UINT(path.size()));
    return QString::fromWCharArray(path.data());
}

/// This process's environment, in which neither git nor Git Credential Manager prompts, and git
/// looks for no repository above systemFolder().
std::wstring quietEnvironment() {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"GIT_ASKPASS"_s, QString());
    environment.insert(u"GIT_CEILING_DIRECTORIES"_s, QFileInfo(systemFolder()).path());
    environment.insert(u"GCM_INTERACTIVE"_s, u"never"_s);
    environment.insert(u"GCM_GUI_PROMPT"_s, u"false"_s);
    std::wstring block;
    for (const QString &entry : environment.toStringList())
        block += entry.toStdWString() + L'\0';
    return block + L'\0';
}

/// A pipe whose buffer holds all that is written to it.
struct Pipe {
    wire::Handle reading, writing;

    Pipe() {
        constexpr DWORD bytes = 64 * 1024;
        ::CreatePipe(reading.receive(), writing.receive(), nullptr, bytes);
    }
};

/// Asks git to fill or reject credentials with this helper alone, outside of repositories. git
/// starts the helper as it always does. After the timeout, ends both and returns nullopt.
std::optional<wire::Bytes> askHelper(const char *operation, const QString &helper,
                                     std::string_view input, DWORD milliseconds) {
    Pipe in, out;
    const std::vector<std::string> command{"git",
                                           "-C",
                                           systemFolder().toStdString(),
                                           "-c",
                                           "credential.helper=",
                                           "-c",
                                           "credential.helper=" + helper.toStdString(),
                                           "credential",
                                           operation};
    std::wstring environment = quietEnvironment();
    const wire::Handle job(::CreateJobObjectW(nullptr, nullptr));
    const auto git = wire::startChild(wire::findProgram("git"), command,
                                      {in.reading.get(), out.writing.get(), nullptr},
                                      CREATE_NO_WINDOW | CREATE_SUSPENDED, environment.data());
    if (!git.process)
        return std::nullopt;
    if (!::AssignProcessToJobObject(job.get(), git.process.get())) {
        ::TerminateProcess(git.process.get(), 1);
        return std::nullopt;
    }
    DWORD written = 0;
    ::WriteFile(in.writing.get(), input.data(), static_cast<DWORD>(input.size()), &written,
                nullptr);
    in.writing = wire::Handle(); // so git reads its end
    ::ResumeThread(git.thread.get());
    const bool hasEnded = ::WaitForSingleObject(git.process.get(), milliseconds) == WAIT_OBJECT_0;
    ::TerminateJobObject(job.get(), 1);
    if (!hasEnded)
        return std::nullopt;
    DWORD size = 0;
    ::PeekNamedPipe(out.reading.get(), nullptr, 0, nullptr, &size, nullptr);
    wire::Bytes output(size);
    if (size > 0 && !::ReadFile(out.reading.get(), output.data(), size, &size, nullptr))
        size = 0;
    output.resize(size);
    return output;
}

std::string descriptionOf(const QString &host) {
    return "protocol=https\nhost=" + host.toStdString() + "\n\n";
}

/// The password in git's answer; empty if there is none.
std::string_view passwordIn(const wire::Bytes &answer) {
    constexpr std::string_view name = "password=";
    for (std::string_view rest = wire::view(answer); !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.starts_with(name))
            return line.substr(name.size(), line.find('\r') - name.size());
    }
    return {};
}

/// Whether it is a time and a signature, as Vouch and the AWS CLI make them.
bool isSigned(std::string_view password) {
    constexpr std::string_view form = "00000000T000000Z";
    constexpr std::size_t signature = 64;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return password.size() == form.size() + signature &&
           std::ranges::equal(
               password.substr(0, form.size()), form,
               [&](char c, char wanted) { return wanted == '0' ? isDigit(c) : c == wanted; }) &&
           std::ranges::all_of(password.substr(form.size()),
                               [&](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

} // namespace

QList<StoredPassword> storedPasswords(const QStringList &helpers, const QStringList &hosts) {
    QList<StoredPassword> found;
    for (const QString &helper : helpers) {
        QElapsedTimer timer;
        timer.start();
        for (const QString &host : hosts) {
            const qint64 spent = timer.elapsed();
            const auto answer = spent < helperTimeout
                                    ? askHelper("fill", helper, descriptionOf(host),
                                                helperTimeout - static_cast<DWORD>(spent))
                                    : std::nullopt;
            if (!answer)
                break;
            if (const auto password = passwordIn(*answer); !password.empty())
                found.append({helper, host, isSigned(password)});
        }
    }
    return found;
}

void eraseStored(const StoredPassword &password) {
    constexpr int maxPasswords = 100; // for example one per repository
    for (int i = 0; i < maxPasswords; ++i) {
        const auto answer =
            askHelper("fill", password.helper, descriptionOf(password.host), helperTimeout);
        if (!answer)
            break;
        const auto found = passwordIn(*answer);
        if (found.empty() || isSigned(found) != password.expires)
            return;
        // Its own answer, so that it erases this entry, whatever it matches by.
        askHelper("reject", password.helper, wire::view(*answer), helperTimeout);
    }
    throw stillStored(password);
}

} // namespace vouch
