// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/doctor/diagnosis.h"
#include "ui/setup/wizard_services.h"

#include <QList>

class QWidget;

namespace vouch::ui {

/// How many of the latest entries of the activity tell where the user works.
constexpr int recentEntries = 200;

/// Why something may have failed, and how to fix it, each a sentence.
struct Reason {
    QString message, fix;

    bool operator==(const Reason &) const = default;
};

/// Checks the address as typed and git's configuration, then requests the repository from
/// CodeCommit; a failed request is a reason too. Local findings come first, then the most likely
/// causes. Throws only when stopped.
QCoro::Task<QList<Reason>> reasonsFor(WizardServices services, QString typed,
                                      RepositoryAddress repository, std::stop_token stop);

/// A column of reasons with selectable text; the first has a warning mark.
QWidget *reasonRows(const QList<Reason> &reasons, QWidget *parent);

} // namespace vouch::ui
