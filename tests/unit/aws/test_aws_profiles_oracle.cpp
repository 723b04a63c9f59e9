// SPDX-License-Identifier: Apache-2.0
// AWS's two files as we read them and as the AWS CLI does, over files made up from a seed. Where it
// is installed; VOUCH_SEED=N runs that one alone.
#include "aws/profile_files.h"
#include "core/error.h"
#include "core/process.h"
#include "process_patience.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace vouch;
using namespace vouch::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr unsigned seeds = 600;
const QStringList keys{u"region"_s,
                       u"role_arn"_s,
                       u"s3"_s,
                       u"aws_secret_access_key"_s,
                       u"aws_session_token"_s,
                       u"credential_process"_s,
                       u"ünï"_s,
                       u"a b"_s};

/// What people, editors and years leave in such a file; about every other one is malformed.
class Madeup {
public:
    explicit Madeup(unsigned seed) : random_(seed) {}

    QByteArray text() {
        const bool isNeat = oneIn(2); // or hardly any would be well-formed
        QByteArray text;
        for (int sections = 1 + below(5); sections > 0; --sections) {
            text += section(isNeat ? sections : 0) + end();
            QList<int> left{0, 1, 2, 3, 4, 5, 6, 7};
            for (int lines = below(6); lines > 0; --lines)
                text += line(isNeat ? left.takeAt(below(int(left.size()))) : below(8), isNeat);
        }
        if (oneIn(6))
            text.replace('\n', "\r\n");
        else if (oneIn(9))
            text.replace('\n', '\r');
        return text;
    }

private:
    int below(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
    bool oneIn(int n) { return below(n) == 0; }
    template <std::size_t N>
    QByteArray any(const char *const (&texts)[N]) {
        return texts[below(int(N))];
    }
    QByteArray end() { return any({"\n", "\n", "\n", " \n", "\n\n", "\t\n", "\xC2\xA0\n"}); }
    QByteArray section(int number) {
        const QByteArray unique = number > 0 ? QByteArray::number(number) : QByteArray();
        return any({"", "", "", "  "}) +
               any({"[default", "[profile dev", "[profile 'two words", "[profile \"x\\\"y",
                    "[profile  dev", "[profile a b", "[dev", "[profile", "[DEFAULT", "[services x",
                    "[sso-session y", "[profile dév", "[preview", "[pro]file z",
                    "[profile 'open"}) +
               unique + any({"]", "]", "]", "']", "\"]", "] ; why", "] = x", ""});
    }
    QByteArray line(int key, bool isNeat) {
        if (!isNeat && oneIn(12))
            return any({"what\n", "= x\n", "\xFF\n", "[x\n", "]\n", ":\n"});
        QByteArray line = any({"", "", "", "", " ", "\t", "  "}) + keys[key].toUtf8();
        if (oneIn(5))
            line = line.toUpper();
        line += any({"=", " = ", ": ", "\t=\t", " =  ", "=\xC2\xA0"});
        if (oneIn(4)) {
            line += end();
            for (int nested = 1 + below(3); nested > 0; --nested)
                line += any({"    a", "\tb", "     # c", "      ; d", "    E", " f"}) +
                        any({" = 1", "=2=3", "= x # y", "=", isNeat ? "=" : ""}) + end();
            return line;
        }
        line += any({"x", "", "x # y", "x ; y", "\"x\"", "x=y", "[x]", "é x", "# x", "$HOME"});
        line += end();
        if (oneIn(6))
            line += any({"     more", "    [x]", "  \t y = z", "   # no"}) + end();
        if (oneIn(6))
            line += any({"# a\n", ";b\n", "  # c\n", "\n\n", " \n"});
        return line;
    }

    std::mt19937 random_;
};

/// A value as the oracle's JSON has it.
QJsonValue json(const Profile &profile, const QString &key) {
    const IniValue *value = profile.find(key);
    if (value == nullptr)
        return QJsonValue::Undefined;
    if (value->secret)
        return QString::fromUtf8(value->secret->view());
    if (value->nested.isEmpty())
        return value->text;
    QJsonObject nested;
    for (auto at = value->nested.constBegin(); at != value->nested.constEnd(); ++at)
        nested.insert(at.key(), at.value());
    return nested;
}

/// The same of all that we read; null where we refuse.
QJsonValue ours(const QString &folder, QString &why) {
    QJsonObject profiles;
    try {
        const ProfileFiles files({folder + u"/config"_s, folder + u"/credentials"_s});
        for (const QString &name : files.names()) {
            QJsonObject values;
            for (const QString &key : keys)
                if (const QJsonValue value = json(files.require(name), key); !value.isUndefined())
                    values.insert(key, value);
            profiles.insert(name, values);
        }
    } catch (const Error &error) {
        why = error.message();
        return QJsonValue::Null;
    }
    return profiles;
}

/// Without the keys that nobody asks for: a continuation line may look like one.
QJsonValue theirs(const QByteArray &line) {
    const auto document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return QJsonValue::Null;
    QJsonObject profiles = document.object();
    for (const QString &name : profiles.keys()) {
        const QJsonObject all = profiles.value(name).toObject();
        QJsonObject values;
        for (const QString &key : keys)
            if (all.contains(key))
                values.insert(key, all.value(key));
        profiles.insert(name, values);
    }
    return profiles;
}

void write(const QString &path, const QByteArray &text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestAwsProfilesOracle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAsTheAwsCliDoes() {
        const QString python = u"/usr/bin/python3"_s; // the one that the system's AWS CLI is for
        if (!QFile::exists(python))
            QSKIP("there is no Python");
        const QTemporaryDir root;
        const unsigned alone = qEnvironmentVariableIntValue("VOUCH_SEED");
        QStringList folders;
        for (unsigned seed = alone > 0 ? alone : 1; seed <= (alone > 0 ? alone : seeds); ++seed) {
            folders.append(root.filePath(QString::number(seed)));
            QDir().mkpath(folders.last());
            Madeup madeup(seed);
            write(folders.last() + u"/config"_s, madeup.text());
            write(folders.last() + u"/credentials"_s, madeup.text());
        }
        const auto oracle = runProcess(python, {QStringLiteral(AWS_FILES_ORACLE)},
                                       {{},
                                        {{u"LC_ALL"_s, u"C.UTF-8"_s}},
                                        folders.join(u'\n').toUtf8() + '\n',
                                        processPatience});
        if (oracle.exitCode == 3)
            QSKIP("the AWS CLI is not installed");
        QVERIFY2(oracle.exitCode == 0, oracle.errors.constData());
        const QByteArrayList lines = oracle.output.trimmed().split('\n');
        QCOMPARE(lines.size(), folders.size());
        int wellFormed = 0;
        for (qsizetype i = 0; i < lines.size(); ++i) {
            QString why;
            const QJsonValue read = ours(folders[i], why);
            const QJsonValue expected = theirs(lines[i]);
            const auto shown = [](const QJsonValue &value) {
                return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
            };
            QVERIFY2(read == expected, "seed " + folders[i].section(u'/', -1).toUtf8() + ": " +
                                           shown(read) + ' ' + why.toUtf8() +
                                           "\nAWS CLI: " + shown(expected));
            wellFormed += expected.isNull() ? 0 : 1;
        }
        if (alone == 0) // or there is nothing to compare
            QVERIFY2(wellFormed > 60 && lines.size() - wellFormed > 60,
                     qPrintable(QString::number(wellFormed)));
    }
};

QTEST_GUILESS_MAIN(TestAwsProfilesOracle)
#include "test_aws_profiles_oracle.moc"
