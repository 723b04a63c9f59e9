// SPDX-License-Identifier: Apache-2.0
#include "aws/process_group.h"

#include "wire/child_windows.h"

#include <QProcess>

#include <array>
#include <memory>

namespace vouch::aws {

namespace {

/// The job that a program is started in; what it starts is in it too. The process's child.
class Job : public QObject {
public:
    explicit Job(QProcess *process)
        : QObject(process), handle_(::CreateJobObjectW(nullptr, nullptr)) {
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        attributes_ = std::make_unique<char[]>(size);
        job_ = {handle_.get()};
        isValid_ = handle_ && ::InitializeProcThreadAttributeList(list(), 1, 0, &size) &&
                   ::UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_JOB_LIST,
                                               job_.data(), sizeof job_, nullptr, nullptr);
    }
    ~Job() override { ::DeleteProcThreadAttributeList(list()); }

    void startIn(QProcess::CreateProcessArguments *arguments) {
        arguments->flags |= CREATE_NO_WINDOW;
        if (!isValid_)
            return;
        startup_.StartupInfo = *reinterpret_cast<STARTUPINFOW *>(arguments->startupInfo);
        startup_.StartupInfo.cb = sizeof startup_;
        startup_.lpAttributeList = list();
        arguments->startupInfo = reinterpret_cast<Q_STARTUPINFO *>(&startup_);
        arguments->flags |= EXTENDED_STARTUPINFO_PRESENT;
    }

    void end() { ::TerminateJobObject(handle_.get(), 1); }

private:
    LPPROC_THREAD_ATTRIBUTE_LIST list() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(attributes_.get());
    }

    wire::Handle handle_;
    std::array<HANDLE, 1> job_{}; ///< the list points to it
    std::unique_ptr<char[]> attributes_;
    STARTUPINFOEXW startup_{};
    bool isValid_ = false;
};

} // namespace

void startInOwnGroup(QProcess &process) {
    // Windows itself would look for the program in the current folder, too.
    const std::wstring program = wire::findProgram(process.program().toStdString());
    process.setProgram(program.empty() ? QString() : QString::fromStdWString(program));
    auto *job = new Job(&process);
    process.setCreateProcessArgumentsModifier(
        [job](QProcess::CreateProcessArguments *arguments) { job->startIn(arguments); });
}

void killGroup(QProcess &process) {
    for (QObject *child : process.children())
        if (auto *job = dynamic_cast<Job *>(child); job != nullptr && process.processId() > 0)
            job->end();
    process.kill();
}

} // namespace vouch::aws
