// SPDX-License-Identifier: Apache-2.0
#include "ui/reason_rows.h"

#include "session/checks.h"
#include "ui/wizard_page.h"

namespace vouch::ui {

QCoro::Task<QList<Reason>> reasonsFor(Checks &checks, RepositoryAddress repository,
                                      std::stop_token stop) {
    QList<Reason> reasons;
    try {
        const Diagnosis diagnosis = co_await checks.diagnose(repository, stop);
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
        // The likeliest is what to mend; the others are there if that was not it.
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
