// SPDX-License-Identifier: Apache-2.0
// Reading the two AWS files. They may be long, so reading and evaluating them happens on another
// thread.
#include "aws/credential_cache.h"
#include "aws/profile_plan.h"
#include "core/displayed.h"
#include "core/file_stamp.h"
#include "core/ownership.h"
#include "core/scoped_task.h"
#include "session/profiles/profiles.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFuture>
#include <QtConcurrentRun>

#include <array>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Profiles)
};

} // namespace

struct Profiles::Reading {
    aws::ProfilePaths paths;
    std::array<FileStamp, 2> stamps;
    QFuture<Files> files;
    bool isTaken = false; ///< has been returned by files()
};

void Profiles::setFiles(const QString &config, const QString &credentials) {
    const aws::ProfilePaths usual = aws::usualPaths();
    configFile_ = config.isEmpty() ? usual.config : config;
    credentialsFile_ = credentials.isEmpty() ? usual.credentials : credentials;
}

void Profiles::requireSameFiles(const AwsVariables &variables) const {
    const auto require = [](QLatin1StringView variable, QLatin1StringView option,
                            const QString &value, const QString &path) {
        if (value.isEmpty())
            return;
        const QFileInfo theirs(aws::variablesExpanded(value));
        const QFileInfo own(path);
        if (theirs.absoluteFilePath() == own.absoluteFilePath() ||
            (own.exists() && theirs.exists() && theirs == own))
            return;
        const QString shown = displayed(value);
        throw Error(
            Error::Kind::NotSetUp,
            Strings::tr("%1 points to %2, but Vouch reads %3.").arg(variable, shown, path),
            Strings::tr("Unset it here, or make Vouch read that file: vouch config set %1 %2")
                .arg(option, shown));
    };
    require("AWS_CONFIG_FILE"_L1, "aws-config-file"_L1, variables.configFile, configFile_);
    require("AWS_SHARED_CREDENTIALS_FILE"_L1, "aws-credentials-file"_L1, variables.credentialsFile,
            credentialsFile_);
}

QCoro::Task<Profiles::Files> Profiles::files(std::stop_token stop) {
    const aws::ProfilePaths paths{configFile_, credentialsFile_};
    const aws::ProfilePaths usual = aws::usualPaths();
    for (const QString &path : {paths.config, paths.credentials})
        if (path != usual.config && path != usual.credentials)
            requireOursAlone(QFileInfo(path));
    const std::array stamps{fileStamp(paths.config), fileStamp(paths.credentials)};
    // A future is canceled when its work throws: try again.
    if (!reading_ || reading_->paths != paths || reading_->stamps != stamps ||
        reading_->files.isCanceled()) {
        // Free the previous reading on the other thread, which can take a while.
        const auto read = [paths, before = std::exchange(reading_, nullptr)] {
            return std::make_shared<const aws::ProfileFiles>(paths);
        };
        reading_ = std::make_shared<Reading>(Reading{paths, stamps, QtConcurrent::run(read)});
    }
    const auto reading = reading_;
    Files files = co_await reading->files;
    throwIfStopped(stop);
    if (reading == reading_ && !std::exchange(reading->isTaken, true)) {
        cache_->clear();
        customSts_.clear();
    }
    co_return files;
}

QCoro::Task<aws::ProfilePlan> Profiles::planWith(QString profile, QSet<QString> stored,
                                                 std::stop_token stop) {
    const Files files = co_await this->files(stop);
    throwIfStopped(stop);
    const auto work = [=] { return aws::planFor(*files, profile, stored); };
    aws::ProfilePlan plan = co_await QtConcurrent::run(work);
    throwIfStopped(stop);
    co_return plan;
}

} // namespace vouch
