// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/doctor/diagnosis.h"
#include "ui/setup/wizard_services.h"

#include <QList>

class QWidget;

namespace vouch::ui {

/// Why something may have failed, and what to do about it, each a sentence.
struct Reason {
    QString message, fix;

    bool operator==(const Reason &) const = default;
};

/// Looks at the address as it was typed and at git's configuration, asks CodeCommit for the
/// repository, and judges; why that could not be asked is a reason too. What was found here comes
/// first, then the likeliest. Only a stop is thrown.
QCoro::Task<QList<Reason>> reasonsFor(WizardServices services, QString typed,
                                      RepositoryAddress repository, std::stop_token stop);

/// The reasons below each other, the first with a warning's mark. Their words can be selected.
QWidget *reasonRows(const QList<Reason> &reasons, QWidget *parent);

} // namespace vouch::ui
