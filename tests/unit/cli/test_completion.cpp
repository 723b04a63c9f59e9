// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"
#include "settings/options.h"

#include <QTest>

#include <algorithm>

using namespace vouch;
using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<QList<Candidate>> samples(Words words, const QString &setting) {
    switch (words) {
    case Words::Role:
        return QList<Candidate>{{u"Developer"_s, u"arn"_s}, {u"Auditor"_s, u"arn"_s}};
    case Words::Profile:
        return QList<Candidate>{{u"work"_s, {}}};
    case Words::Key:
        return QList<Candidate>{{u"My key"_s, {}}};
    case Words::Setting:
        return QList<Candidate>{{u"server"_s, {}}, {u"tray"_s, {}}};
    case Words::SettingValue:
        if (setting == "ca-bundle"_L1)
            return std::nullopt;
        return QList<Candidate>{{setting + u"-value"_s, {}}};
    case Words::Shell:
        return QList<Candidate>{{u"bash"_s, {}}};
    default:
        return QList<Candidate>{{u"other"_s, {}}};
    }
}

/// `|` is the cursor, at the end.
QString completed(const QString &line) {
    const Completion completion = completionOf(line.split(u' '), samples);
    if (completion.kind == Completion::Kind::Files)
        return u"<files>"_s;
    if (completion.kind == Completion::Kind::Command)
        return u"<command after %1>"_s.arg(completion.skipped);
    QStringList words;
    for (const Candidate &candidate : completion.candidates)
        words.append(candidate.word);
    return words.join(u' ');
}

} // namespace

class TestCompletion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void completesTheWordAtTheCursor_data() {
        QTest::addColumn<QString>("words");
        const auto row = [](const char *line, const QString &words) {
            QTest::newRow(line) << words;
        };
        row("st", u"status"_s);
        row("he", u"help"_s);
        row("help key", u"keys"_s);
        row("help keys ch", u"change-pin"_s);
        row("--v", u"--version"_s);
        row("keys ", u"list add rename remove change-pin"_s);
        row("keys re", u"rename remove"_s);
        row("keys rename ", u"My key"_s);
        row("keys rename My ", QString());
        row("keys remove --y", u"--yes"_s);
        row("keys remove --yes M", u"My key"_s);
        row("login --ro", u"--role"_s);
        row("login --role ", u"Developer Auditor"_s);
        row("login --role Dev", u"Developer"_s);
        row("login --role=Dev", u"--role=Developer"_s); // zsh and fish
        row("login --role = Dev", u"Developer"_s);      // bash
        row("login --role =", u"Developer Auditor"_s);
        row("login --console --con", QString()); // it is given
        row("status --json ", QString());
        row("aws remove w", u"work"_s);
        row("exec --profile w", u"work"_s);
        row("exec --profile work -- aws s3 l", u"<command after 5>"_s);
        row("exec --role = Dev -- aws s3 --q=l", u"<command after 6>"_s);
        row("exec aws --pro", u"<command after 2>"_s);
        row("exec --no", u"--no-session"_s);
        row("config set tr", u"tray"_s);
        row("config set tray ", u"tray-value"_s);
        row("config set ca-bundle ", u"<files>"_s);
        row("completion ", u"bash"_s);
        row("dance ", QString());
        row("keys dance ", QString());
        row("doctor ", QString());
    }
    void completesTheWordAtTheCursor() {
        QFETCH(QString, words);
        QCOMPARE(completed(QString::fromLatin1(QTest::currentDataTag())), words);
    }

    void offersEveryCommand() {
        for (const Command &command : commands()) {
            const QString name = command.name;
            QVERIFY2(completed(name).split(u' ').contains(name.section(u' ', -1)),
                     qPrintable(name));
            for (const CommandOption &option : command.options)
                QVERIFY2(completed(name + u" --"_s).split(u' ').contains(u"--"_s + option.name),
                         qPrintable(name + u' ' + option.name));
        }
    }

    void offersOnlyValuesThatASettingTakes() {
        int offered = 0;
        for (const Option &option : options()) {
            const auto values = knownWords(Words::SettingValue, option.name);
            QCOMPARE(values.has_value(),
                     !option.key.endsWith("bundle"_L1) && !option.key.endsWith("file"_L1));
            for (const Candidate &value : values.value_or(QList<Candidate>())) {
                option.checked(value.word); // throws if it is wrong
                ++offered;
            }
        }
        QVERIFY(offered > 15);
        QCOMPARE(knownWords(Words::Setting, {})->size(), options().size());
    }
};

QTEST_GUILESS_MAIN(TestCompletion)
#include "test_completion.moc"
