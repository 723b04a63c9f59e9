// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/effective.h"

#include "core/error.h"
#include "core/process.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QTemporaryFile>
#include <QUrl>

#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Empty { Clears, IsCounted };

QByteArray quoted(const QString &text) {
    QByteArray bytes = text.toUtf8();
    bytes.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    return '"' + bytes + '"';
}

/// A configuration with the relevant rows in which each helper only prints its number. The last
/// helper prints what git sends, and answers, which ends the request.
QByteArray probe(const QList<ConfigRow> &rows, Empty empty) {
    QByteArray text = "[credential]\n\thelper =\n"; // Apple's git always adds one
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto key = ConfigKey::of(rows[i].key);
        if (key.section != "credential"_L1)
            continue;
        QByteArray line;
        if (key.variable != "helper"_L1)
            line = rows[i].value.isNull() ? "" : " = " + quoted(rows[i].value);
        else if (rows[i].value.isEmpty() && empty == Empty::Clears)
            line = " =";
        else
            line = " = \"!echo helper " + QByteArray::number(i) + " >&2 #\"";
        if (key.variable == "helper"_L1 || key.variable == "usehttppath"_L1 ||
            key.variable == "username"_L1)
            text += "[credential" +
                    (key.subsection.isNull() ? QByteArray() : ' ' + quoted(key.subsection)) +
                    "]\n\t" + key.variable.toUtf8() + line + '\n';
    }
    text += "[credential]\n\thelper = \"!sed 's/^/sent /' >&2; echo username=x; "
            "echo password=x #\"\n";
    return text;
}

/// The lines that the helpers print for the URL.
QByteArrayList answers(const QString &url, const QByteArray &configuration) {
    QTemporaryFile file;
    if (!file.open() || file.write(configuration) != configuration.size() || !file.flush())
        throw Error(Error::Kind::Internal, file.errorString());
    const ProcessOptions alone{u"/"_s,
                               {{u"GIT_CONFIG_GLOBAL"_s, file.fileName()},
                                {u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s},
                                {u"GIT_CONFIG_COUNT"_s, QString()},
                                {u"GIT_CONFIG_PARAMETERS"_s, QString()},
                                {u"GIT_DIR"_s, QString()},
                                {u"GIT_WORK_TREE"_s, QString()},
                                {u"GIT_TRACE"_s, QString()},
                                {u"GIT_TERMINAL_PROMPT"_s, u"0"_s},
                                {u"GIT_ASKPASS"_s, u""_s}},
                               "url=" + url.toUtf8() + "\n\n"};
    const auto result = runProcess(u"git"_s, {u"credential"_s, u"fill"_s}, alone);
    if (result.exitCode != 0)
        throw Error(Error::Kind::Malformed,
                    QCoreApplication::translate("vouch", "git can't look up credentials for %1: %2")
                        .arg(url, QString::fromUtf8(result.errors).trimmed()));
    return result.errors.split('\n');
}

} // namespace

bool EffectiveCredentials::isOurs() const {
    return asked.size() == 1 && kindOfHelper(asked.first().value) == HelperKind::Vouch &&
           namesRepository;
}

EffectiveCredentials effectiveCredentials(const QString &url, const QList<ConfigRow> &rows) {
    // git uses a user name in the URL by itself, and a password would end the request.
    QUrl plain(url);
    plain.setUserInfo({});
    const QString query = plain.toString(QUrl::FullyEncoded);
    EffectiveCredentials result;
    const auto number = [](const QByteArray &line) { return line.sliced(7).toLongLong(); };
    QList<qsizetype> active;
    for (const QByteArray &line : answers(query, probe(rows, Empty::Clears))) {
        if (line.startsWith("helper ")) {
            active.append(number(line));
            result.asked.append(rows[active.last()]);
        }
        if (line.startsWith("sent path="))
            result.namesRepository = true;
        if (line.startsWith("sent username="))
            result.userName = QString::fromUtf8(line.sliced(14));
    }
    for (const QByteArray &line : answers(query, probe(rows, Empty::IsCounted))) {
        if (!line.startsWith("helper "))
            continue;
        const auto i = number(line);
        if (rows[i].value.isEmpty())
            result.clearing.append(rows[i]);
        else if (!active.contains(i))
            result.switchedOff.append(rows[i]);
    }
    return result;
}

QString chosenUserName(const QString &url, const QList<ConfigRow> &rows) {
    QString name = effectiveCredentials(url, rows).userName;
    for (const ConfigRow &row : rows)
        if (row.key == "credential.username"_L1 && row.value == name)
            name.clear();
    return name;
}

} // namespace vouch
