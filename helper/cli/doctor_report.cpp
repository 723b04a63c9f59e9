// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_report.h"

#include "cli/wrapping.h"
#include "core/error.h"
#include "core/personal_data.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

constexpr qsizetype stateWidth = 9, nameWidth = 16, narrowest = 30;

Tone toneOf(State state) {
    switch (state) {
    case State::Ok:
        return Tone::Good;
    case State::Warning:
        return Tone::Warning;
    case State::Problem:
        break;
    }
    return Tone::Bad;
}

QString stateWord(State state) {
    switch (state) {
    case State::Ok:
        return Strings::tr("ok");
    case State::Warning:
        return Strings::tr("warning");
    case State::Problem:
        break;
    }
    return Strings::tr("problem");
}

} // namespace

CheckResult failedCheck(const QString &name, const Error &error) {
    return {name, State::Problem, error.message(), error.hint()};
}

QList<QList<Span>> rendered(const CheckResult &result, qsizetype width) {
    constexpr qsizetype messageColumn = stateWidth + nameWidth;
    // A narrow terminal's messages are wrapped at its own width, without an indent that leaves no
    // room.
    const QStringList message =
        wrappedText(result.message, messageColumn, std::max(width, messageColumn + narrowest))
            .split(u'\n');
    const QString word = stateWord(result.state);
    const QString name = result.name.leftJustified(nameWidth - 1) + u' ';
    QList<QList<Span>> rows{{{word, toneOf(result.state)},
                             {QString(stateWidth - word.size(), u' ') + name + message.first()}}};
    for (const QString &row : message.sliced(1))
        rows.append({{row}});
    if (!result.fix.isEmpty())
        rows.append({{QString(messageColumn, u' ') + result.fix, Tone::Strong}});
    return rows;
}

QString redacted(const QString &text, const QString &home) {
    return withoutPersonalData(text, home);
}

void Report::add(const CheckResult &result) {
    results_.append(result);
    if (onResult_)
        onResult_(result);
}

const CheckResult *Report::find(const QString &name) const {
    const auto found = std::ranges::find(results_, name, &CheckResult::name);
    return found == results_.end() ? nullptr : &*found;
}

int Report::count(CheckResult::State state) const {
    return int(std::ranges::count(results_, state, &CheckResult::state));
}

int Report::exitCode() const {
    if (count(State::Problem) > 0)
        return 2;
    return count(State::Warning) > 0 ? 1 : 0;
}

Span Report::summary() const {
    if (exitCode() == 0)
        return {Strings::tr("Everything looks good."), Tone::Good};
    const int problems = count(State::Problem), warnings = count(State::Warning);
    const QString text =
        (problems == 1 ? Strings::tr("1 problem") : Strings::tr("%1 problems").arg(problems)) +
        u", "_s +
        (warnings == 1 ? Strings::tr("1 warning") : Strings::tr("%1 warnings").arg(warnings)) +
        u'.';
    return {text, problems > 0 ? Tone::Bad : Tone::Warning};
}

QByteArray Report::json(const QString &version, const QString &subject, const QString &home) const {
    QJsonArray checks;
    for (const CheckResult &result : results_) {
        QJsonObject object{{u"name"_s, result.name},
                           {u"state"_s, QString(stateName(result.state))},
                           {u"message"_s, redacted(result.message, home)}};
        if (!result.fix.isEmpty())
            object.insert(u"fix"_s, redacted(result.fix, home));
        checks.append(object);
    }
    QJsonObject object{{u"vouch"_s, version},
                       {u"problems"_s, count(State::Problem)},
                       {u"warnings"_s, count(State::Warning)},
                       {u"checks"_s, checks}};
    if (!subject.isEmpty())
        object.insert(u"repository"_s, redacted(subject, home));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace vouch::cli
