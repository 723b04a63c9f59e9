// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_report.h"

#include "core/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int stateWidth = 9;
constexpr int nameWidth = 16;

QString counted(int count, const QString &word) {
    return u"%1 %2%3"_s.arg(QString::number(count), word, count == 1 ? QString() : u"s"_s);
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

QString rendered(const Line &line) {
    QString text = stateName(line.state).leftJustified(stateWidth) +
                   line.name.leftJustified(nameWidth - 1) + u' ' + line.message;
    if (!line.fix.isEmpty())
        text += u'\n' + QString(stateWidth + nameWidth, u' ') + line.fix;
    return text;
}

QString redacted(const QString &text, const QString &home) {
    static const QRegularExpression userInfo(uR"((\w://)[^/\s'"]*@)"_s);
    static const QRegularExpression mail(uR"([\w.+%-]+@[\w-]+(\.[\w-]+)+)"_s);
    static const QRegularExpression account(uR"((?<!\d)\d{8}(\d{4})(?!\d))"_s);
    static const QRegularExpression spacedAccount(uR"((?<!\d)\d{4} \d{4} (\d{4})(?!\d))"_s);
    QString clean = text;
    if (home.size() > 1)
        clean.replace(QRegularExpression(QRegularExpression::escape(home) + u"(?![\\w.-])"_s),
                      u"~"_s);
    clean.replace(userInfo, u"\\1…@"_s);
    clean.replace(mail, u"…@…"_s);
    clean.replace(account, u"…\\1"_s);
    clean.replace(spacedAccount, u"…\\1"_s);
    return clean;
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

QString Report::summary() const {
    if (exitCode() == 0)
        return u"Everything looks good."_s;
    return u"%1, %2."_s.arg(counted(count(Line::State::Problem), u"problem"_s),
                            counted(count(Line::State::Warning), u"warning"_s));
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
