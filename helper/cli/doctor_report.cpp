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

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

constexpr qsizetype stateWidth = 9, nameWidth = 16, narrowest = 30;

Tone toneOf(Line::State state) {
    switch (state) {
    case Line::State::Ok:
        return Tone::Good;
    case Line::State::Warning:
        return Tone::Warning;
    case Line::State::Problem:
        break;
    }
    return Tone::Bad;
}

QString stateWord(Line::State state) {
    switch (state) {
    case Line::State::Ok:
        return Strings::tr("ok");
    case Line::State::Warning:
        return Strings::tr("warning");
    case Line::State::Problem:
        break;
    }
    return Strings::tr("problem");
}

} // namespace

Line failedLine(const QString &name, const Error &error) {
    return {name, Line::State::Problem, error.message(), error.hint()};
}

QString stateName(Line::State state) {
    switch (state) {
    case Line::State::Ok:
        return u"ok"_s;
    case Line::State::Warning:
        return u"warning"_s;
    case Line::State::Problem:
        break;
    }
    return u"problem"_s;
}

Line::State stateFromName(const QString &name) {
    if (name == "ok"_L1)
        return Line::State::Ok;
    return name == "warning"_L1 ? Line::State::Warning : Line::State::Problem;
}

QList<QList<Span>> rendered(const Line &line, qsizetype width) {
    constexpr qsizetype messageColumn = stateWidth + nameWidth;
    // A narrow terminal's messages are wrapped at its own width, without an indent that leaves no
    // room.
    const QStringList message =
        wrappedText(line.message, messageColumn, std::max(width, messageColumn + narrowest))
            .split(u'\n');
    const QString word = stateWord(line.state);
    const QString name = line.name.leftJustified(nameWidth - 1) + u' ';
    QList<QList<Span>> rows{{{word, toneOf(line.state)},
                             {QString(stateWidth - word.size(), u' ') + name + message.first()}}};
    for (const QString &row : message.sliced(1))
        rows.append({{row}});
    if (!line.fix.isEmpty())
        rows.append({{QString(messageColumn, u' ') + line.fix, Tone::Strong}});
    return rows;
}

QString redacted(const QString &text, const QString &home) {
    return withoutPersonalData(text, home);
}

void Report::add(const Line &line) {
    lines_.append(line);
    if (onLine_)
        onLine_(line);
}

const Line *Report::find(const QString &name) const {
    const auto found = std::ranges::find(lines_, name, &Line::name);
    return found == lines_.end() ? nullptr : &*found;
}

int Report::count(Line::State state) const {
    return int(std::ranges::count(lines_, state, &Line::state));
}

int Report::exitCode() const {
    if (count(Line::State::Problem) > 0)
        return 2;
    return count(Line::State::Warning) > 0 ? 1 : 0;
}

Span Report::summary() const {
    if (exitCode() == 0)
        return {Strings::tr("Everything looks good."), Tone::Good};
    const int problems = count(Line::State::Problem), warnings = count(Line::State::Warning);
    const QString text =
        (problems == 1 ? Strings::tr("1 problem") : Strings::tr("%1 problems").arg(problems)) +
        u", "_s +
        (warnings == 1 ? Strings::tr("1 warning") : Strings::tr("%1 warnings").arg(warnings)) +
        u'.';
    return {text, problems > 0 ? Tone::Bad : Tone::Warning};
}

QByteArray Report::json(const QString &version, const QString &subject, const QString &home) const {
    QJsonArray checks;
    for (const Line &line : lines_) {
        QJsonObject object{{u"name"_s, line.name},
                           {u"state"_s, stateName(line.state)},
                           {u"message"_s, redacted(line.message, home)}};
        if (!line.fix.isEmpty())
            object.insert(u"fix"_s, redacted(line.fix, home));
        checks.append(object);
    }
    QJsonObject object{{u"vouch"_s, version},
                       {u"problems"_s, count(Line::State::Problem)},
                       {u"warnings"_s, count(Line::State::Warning)},
                       {u"checks"_s, checks}};
    if (!subject.isEmpty())
        object.insert(u"repository"_s, redacted(subject, home));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace vouch::cli
