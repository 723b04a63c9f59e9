// SPDX-License-Identifier: Apache-2.0
#include "core/process.h"

#include "core/error.h"
#include "core/program_path.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

ProcessResult runProcess(const QString &program, const QStringList &arguments,
                         const ProcessOptions &options) {
    QProcess process;
    const int timeLimit = int(options.patience.count());
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s,
                       u"C"_s); // its output is parsed or shown next to our own text
    for (const auto &[name, value] : options.variables)
        value.isNull() ? environment.remove(name) : environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(options.directory);
    if (options.input.isEmpty())
        process.setStandardInputFile(QProcess::nullDevice());
    process.start(programPath(program), arguments);
    if (!process.waitForStarted(timeLimit))
        throw Error(Error::Kind::NotFound,
                    QCoreApplication::translate("vouch", "Can't start %1.").arg(program),
                    QCoreApplication::translate("vouch", "Install it, or put it on the PATH."),
                    process.errorString());
    if (!options.input.isEmpty()) {
        process.write(options.input);
        process.closeWriteChannel();
    }
    if (!process.waitForFinished(timeLimit)) {
        process.kill();
        process.waitForFinished();
        throw Error(Error::Kind::TimedOut,
                    QCoreApplication::translate("vouch", "%1 didn't finish in time.").arg(program));
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

void killWithoutWaiting(std::unique_ptr<QProcess> process) {
    process->disconnect();
    if (process->state() == QProcess::NotRunning)
        return;
    process->kill();
    QProcess *const ending = process.release();
    QObject::connect(ending, &QProcess::finished, ending, &QObject::deleteLater);
}

} // namespace vouch
