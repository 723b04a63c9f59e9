// SPDX-License-Identifier: Apache-2.0
#include "git/run_program.h"

#include "git/child_windows.h"

namespace vouch::git {
namespace {

/// A job whose processes end with this one. The application, which git's helper may start in it,
/// may leave.
wire::Handle sharedFate() {
    wire::Handle job(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
    ::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits);
    return job;
}

/// Ctrl-C goes to the child as well, which decides what it means.
BOOL WINAPI leaveItToTheChild(DWORD) {
    return TRUE;
}

} // namespace

void runProgram(std::vector<std::string> command) {
    const wire::Handle job = sharedFate();
    ::SetConsoleCtrlHandler(leaveItToTheChild, TRUE);
    const Child child =
        startChild(command,
                   {::GetStdHandle(STD_INPUT_HANDLE), ::GetStdHandle(STD_OUTPUT_HANDLE),
                    ::GetStdHandle(STD_ERROR_HANDLE)},
                   CREATE_SUSPENDED);
    if (!child.process)
        return;
    ::AssignProcessToJobObject(job.get(), child.process.get());
    ::ResumeThread(child.thread.get());
    ::WaitForSingleObject(child.process.get(), INFINITE);
    DWORD code = 1;
    ::GetExitCodeProcess(child.process.get(), &code);
    ::ExitProcess(code);
}

} // namespace vouch::git
