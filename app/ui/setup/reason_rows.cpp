// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/reason_rows.h"

#include "gitconfig/repository_checks.h"
#include "session/activity.h"
#include "session/doctor/health_checks.h"
#include "ui/setup/git_setup.h"
#include "ui/widgets/marked_lines.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxDirectories = 4;

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ReasonRows)
};

/// Where this repository was used recently.
QStringList directoriesOf(const RepositoryAddress &repository, const Activity &activity) {
    QStringList directories;
    for (const ActivityEntry &use : activity.latest(recentEntries))
        if (use.who.repository == repository.name() && !use.who.directory.isEmpty())
            directories.append(use.who.directory);
    directories.removeDuplicates();
    return directories.first(std::min<qsizetype>(directories.size(), maxDirectories));
}

Reason reasonFrom(const Finding &finding) {
    const bool isFixedBySetup = !std::holds_alternative<std::monostate>(finding.repair);
    return {finding.fact + u". "_s + finding.detail,
            isFixedBySetup
                ? Strings::tr("Open “Set up git” in Vouch, or run: %1").arg(finding.command)
                : finding.command};
}

} // namespace

QCoro::Task<QList<Reason>> reasonsFor(WizardServices services, QString typed,
                                      RepositoryAddress repository, std::stop_token stop) {
    QList<Reason> reasons;
    if (const auto problem = urlProblem(typed, Judge::Similar))
        reasons.append(reasonFrom(*problem));
    try {
        const auto look = [url = repository.url().toString(),
                           directories = directoriesOf(repository, services.activity)] {
            return conflictsFor(url, directories);
        };
        const QList<Finding> found = co_await QtConcurrent::run(look);
        throwIfStopped(stop);
        for (const Finding &finding : found)
            reasons.append(reasonFrom(finding));
        const Diagnosis diagnosis = co_await services.checks.diagnose(repository, stop);
        for (const Diagnosis::Cause &cause : diagnosis.causes)
            reasons.append({cause.message, cause.fix});
    } catch (const Error &error) {
        reasons.append({error.message(), error.hint()});
    }
    throwIfStopped(stop);
    co_return reasons;
}

QWidget *reasonRows(const QList<Reason> &reasons, QWidget *parent) {
    auto *rows = new QWidget(parent);
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (const auto &[message, fix] : reasons) {
        // Only the most likely one is marked as the thing to fix.
        const bool isFirst = layout->count() == 0;
        const auto mark = isFirst ? MarkedLines::Mark::Warning : MarkedLines::Mark::Quiet;
        auto *row = new MarkedLines(mark, message, fix, rows);
        for (auto *label : row->findChildren<QLabel *>())
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(row);
    }
    return rows;
}

} // namespace vouch::ui
