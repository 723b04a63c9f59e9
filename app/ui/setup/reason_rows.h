// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/doctor/diagnosis.h"
#include "ui/setup/wizard_services.h"

#include <QList>

#include <functional>

class QWidget;

namespace vouch::ui {

/// How many of the latest entries of the activity tell where the user works.
constexpr int recentEntries = 200;

/// What a button can do about a reason.
struct Remedy {
    enum class Kind {
        None,
        Open,    ///< the window of `place`
        UseRole, ///< `value` for this repository from now on, by a rule in the settings
        Copy,    ///< `value`, an address
        Renew,   ///< the session: sign out, and in again
    };
    Kind kind = Kind::None;
    QString value{};
    Advice::Place place = Advice::Place::None;

    bool operator==(const Remedy &) const = default;
};

/// Why something may have failed, and how to fix it, each a sentence.
struct Reason {
    QString message, fix;
    Remedy remedy{};

    bool operator==(const Reason &) const = default;
};

/// Checks the address as typed and git's configuration, then requests the repository from
/// CodeCommit; a failed request is a reason too. Local findings come first, then the most likely
/// causes. Throws only when stopped.
QCoro::Task<QList<Reason>> reasonsFor(WizardServices services, QString typed,
                                      RepositoryAddress repository, std::stop_token stop);

/// The causes of a diagnosis, with what windows can do about them.
QList<Reason> reasonsIn(const Diagnosis &diagnosis);

/// Does what a reason's button promises. Returns whether another try is worthwhile. Throws Error.
QCoro::Task<bool> carryOut(WizardServices services, Remedy remedy, RepositoryAddress repository,
                           std::stop_token stop);

/// A column of reasons with selectable text and buttons; the first has a warning mark.
QWidget *reasonRows(const QList<Reason> &reasons, std::function<void(const Remedy &)> pressed,
                    QWidget *parent);

/// Makes Tab go from `before` to the buttons and boxes in `rows`, which were added later.
void putInTabOrder(QWidget *before, const QWidget *rows);

} // namespace vouch::ui
