// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/check_dialog.h"

#include "core/error.h"
#include "core/personal_data.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/rule_line.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <QCoro/QCoroFuture>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using State = CheckResult::State;
constexpr QSize checkSize(560, 500);

MarkedLines::Mark markOf(State state) {
    switch (state) {
    case State::Ok:
        return MarkedLines::Mark::Allowed;
    case State::Warning:
        return MarkedLines::Mark::Warning;
    case State::Problem:
        break;
    }
    return MarkedLines::Mark::Refused;
}

QString spokenState(State state) {
    switch (state) {
    case State::Ok:
        return CheckDialog::tr("OK");
    case State::Warning:
        return CheckDialog::tr("Warning");
    case State::Problem:
        break;
    }
    return CheckDialog::tr("Problem");
}

/// The text of the button that goes to the place; empty if there is no place.
QString buttonText(Advice::Place place) {
    using Place = Advice::Place;
    switch (place) {
    case Place::SignIn:
        return CheckDialog::tr("Sign in…");
    case Place::General:
        return CheckDialog::tr("Show General");
    case Place::Aws:
        return CheckDialog::tr("Show AWS");
    case Place::Roles:
        return CheckDialog::tr("Show Roles");
    case Place::Profiles:
        return CheckDialog::tr("Show AWS profiles");
    case Place::Keys:
        return CheckDialog::tr("Keys…");
    case Place::Git:
        return CheckDialog::tr("Set up git…");
    case Place::Help: // this is it
    case Place::None:
        break;
    }
    return {};
}

} // namespace

CheckDialog::CheckDialog(Checks checks, QWidget *parent)
    : QDialog(parent), checks_(std::move(checks)), summary_(new FieldNote(nullptr, this)),
      rows_(new QWidget), rowsLayout_(new QVBoxLayout(rows_)),
      copy_(pushButton(tr("Cop&y report"), this)), again_(pushButton(tr("Check &again"), this)) {
    setWindowTitle(tr("Check everything"));
    rowsLayout_->setContentsMargins(24, 4, 24, 16);
    rowsLayout_->setSpacing(12);
    rowsLayout_->addStretch();
    rows_->setAccessibleName(tr("Results"));
    setAccessibleRole(rows_, QAccessible::List);
    auto *area = new ScrollingContent(rows_, this);
    area->setFocusPolicy(Qt::TabFocus); // the arrow keys scroll it
    area->setAccessibleName(tr("Results"));
    QPushButton *close = pushButton(tr("&Close"), this);
    close->setDefault(true);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(24, 20, 24, 12);
    top->addWidget(summary_);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 12, 24, 12);
    buttons->setSpacing(8);
    buttons->addWidget(copy_);
    buttons->addWidget(again_);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(area, 1);
    column->addWidget(new RuleLine(Qt::Horizontal, this));
    column->addLayout(buttons);
    resize(grownWithText(this, checkSize));
    keepOnScreen(this);

    connect(copy_, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(again_, &QPushButton::clicked, this, &CheckDialog::start);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    start();
}

void CheckDialog::start() {
    results_.clear();
    qDeleteAll(rows_->findChildren<MarkedLines *>(Qt::FindDirectChildrenOnly));
    summary_->tell(tr("Checking…"));
    copy_->setEnabled(false);
    again_->setEnabled(false);
    checking_ = ScopedTask([this](std::stop_token stop) { return checkAll(stop); },
                           [this](const Error &error) {
                               finish();
                               summary_->refuse(textInWindow(error));
                           });
}

QCoro::Task<> CheckDialog::checkAll(std::stop_token stop) {
    const Checks::Report report = [this](const CheckResult &result) { add(result); };
    auto ofGit = checks_.git();
    co_await checks_.application(report, stop);
    throwIfStopped(stop);
    const QList<CheckResult> results = co_await ofGit;
    throwIfStopped(stop);
    for (const CheckResult &result : results)
        add(result);
    finish();
}

void CheckDialog::add(const CheckResult &result) {
    results_.append(result);
    const Advice advice = result.state == State::Ok ? Advice() : adviceFrom(result.fix);
    auto *row = new MarkedLines(markOf(result.state), result.message, advice.text, rows_);
    row->setAccessibleName(
        u"%1: %2 %3"_s.arg(spokenState(result.state), result.message, advice.text).trimmed());
    setAccessibleRole(row, QAccessible::ListItem);
    if (const QString text = buttonText(advice.place); !text.isEmpty()) {
        QPushButton *button = pushButton(text, row);
        button->setAccessibleDescription(result.message);
        connect(button, &QPushButton::clicked, this, [this, place = advice.place] {
            accept();
            Q_EMIT placeWanted(place);
        });
        row->add(button);
    }
    // Problems come first, then warnings, each in the order of the checks.
    int before = 0;
    for (const CheckResult &other : std::as_const(results_).first(results_.size() - 1))
        before += other.state >= result.state ? 1 : 0;
    rowsLayout_->insertWidget(before, row);
    row->show(); // the layout would show it only in the event loop
}

int CheckDialog::count(State state) const {
    return int(std::ranges::count(results_, state, &CheckResult::state));
}

void CheckDialog::finish() {
    copy_->setEnabled(!results_.isEmpty());
    again_->setEnabled(true);
    tabInReadingOrder(layout());
    const int problems = count(State::Problem), warnings = count(State::Warning);
    QStringList parts;
    if (problems > 0)
        parts.append(tr("%n problem(s)", nullptr, problems));
    if (warnings > 0)
        parts.append(tr("%n warning(s)", nullptr, warnings));
    if (problems > 0)
        summary_->refuse(parts.join(", "_L1));
    else if (warnings > 0)
        summary_->warn(parts.join(", "_L1));
    else
        summary_->allow(tr("Everything looks good."));
}

QString CheckDialog::report() const {
    QStringList lines{u"Vouch %1"_s.arg(QCoreApplication::applicationVersion())};
    for (const CheckResult &result : results_)
        lines.append(u"%1 %2: %3"_s.arg(stateName(result.state), result.name, result.message));
    return withoutPersonalData(lines.join(u'\n') + u'\n', QDir::homePath());
}

} // namespace vouch::ui
