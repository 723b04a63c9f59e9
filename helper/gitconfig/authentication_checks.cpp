// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/authentication_checks.h"

#include "core/process.h"
#include "core/secret.h"
#include "core/shell_quoting.h"
#include "gitconfig/config_text.h"
#include "gitconfig/git_home.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::AuthenticationChecks)
};

constexpr qint64 maxBytes = 1 << 20;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Reads the words of a netrc file and tracks line numbers.
class NetrcWords {
public:
    explicit NetrcWords(QByteArrayView text) : text_(text) {}

    /// The next word; nullopt at the end.
    std::optional<QByteArray> next() {
        QByteArray word;
        return pass([&word](char c) { word += c; }) ? std::optional(word) : std::nullopt;
    }
    /// Skips the next word without copying it, for passwords.
    void skipWord() {
        pass([](char) {});
    }
    /// Skips a macro, which ends at the next empty line.
    void skipMacro() {
        const auto end = text_.indexOf("\n\n", at_);
        while (at_ < (end < 0 ? text_.size() : end))
            step();
    }
    int line() const { return line_; }

private:
    template <typename Take>
    bool pass(Take take) {
        skip();
        if (at_ == text_.size())
            return false;
        const bool isQuoted = text_[at_] == '"';
        if (isQuoted)
            ++at_;
        while (at_ < text_.size() && (isQuoted ? text_[at_] != '"' : !isSpace(text_[at_]))) {
            if (isQuoted && text_[at_] == '\\' && at_ + 1 < text_.size())
                ++at_;
            take(text_[at_]);
            step();
        }
        if (isQuoted && at_ < text_.size())
            ++at_;
        return true;
    }
    void step() {
        if (text_[at_] == '\n')
            ++line_;
        ++at_;
    }
    void skip() {
        while (at_ < text_.size() && (isSpace(text_[at_]) || text_[at_] == '#')) {
            if (text_[at_] == '#')
                while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n')
                    step();
            step();
        }
    }

    QByteArrayView text_;
    qsizetype at_ = 0;
    int line_ = 1;
};

/// Whether git would apply `http.<pattern>.*` to the URL (git-config(1)).
bool appliesTo(const QString &pattern, const QString &url) {
    if (pattern.isNull())
        return true;
    QByteArray quoted = pattern.toUtf8();
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    const ProcessOptions options{{}, {}, "[http \"" + quoted + "\"]\n\tproxy = x\n"};
    const QStringList words{u"config"_s,         u"--file"_s,     u"-"_s,
                            u"--get-urlmatch"_s, u"http.proxy"_s, url};
    return runProcess(u"git"_s, words, options).exitCode == 0;
}

bool appliesToAny(const QString &pattern, const QStringList &urls) {
    return std::ranges::any_of(urls,
                               [&pattern](const QString &url) { return appliesTo(pattern, url); });
}

QString editCommand(const ConfigRow &row) {
    return row.file.isEmpty() ? QString()
                              : u"git config --file %1 --edit"_s.arg(shellQuoted(row.file));
}

/// Where a row is configured, for a sentence.
QString placeOf(const ConfigRow &row) {
    return row.file.isEmpty() ? Strings::tr("The command line or GIT_CONFIG_COUNT")
                              : shownPlace(row.file, row.line);
}

Finding conflict(const QString &name, const QString &fact, const QString &detail,
                 const QString &fix) {
    Finding finding;
    finding.name = name;
    finding.fact = fact;
    finding.detail = detail;
    finding.fix = fix;
    return finding;
}

QList<Finding> netrcConflicts(const QStringList &urls) {
    const QString path = netrcFile();
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.read(maxBytes);
    const auto entries = netrcEntries(text);
    wipe(text);
    QList<Finding> findings;
    QList<NetrcEntry> reported;
    for (const QString &url : urls) {
        const QString host = QUrl(url).host();
        const auto entry = std::ranges::find_if(entries, [&host](const NetrcEntry &each) {
            return each.machine.isEmpty() || each.machine.compare(host, Qt::CaseInsensitive) == 0;
        });
        if (entry == entries.end() || reported.contains(*entry))
            continue;
        reported.append(*entry);
        findings.append(conflict(
            u"netrc"_s,
            Strings::tr("git signs in to %1 with a password from %2").arg(host, shownPath(path)),
            Strings::tr("%1. Because of this, git never asks Vouch.")
                .arg(shownPlace(path, entry->line)),
            Strings::tr("Remove that entry from %1").arg(shownPath(path))));
    }
    return findings;
}

Finding headerConflict(const ConfigRow &row) {
    Finding finding = conflict(
        u"extra-header"_s, Strings::tr("git sends CodeCommit a password from its configuration"),
        Strings::tr("%1: http.extraHeader. Because of this, git never asks Vouch.")
            .arg(placeOf(row)),
        Strings::tr("Remove that header"));
    if (!row.file.isEmpty()) {
        const FileEdit edit{row.file,
                            {{u"--unset-all"_s, row.key, u"^[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz]"_s}}};
        finding.repair = edit;
        finding.command = shellCommandOf(edit);
    }
    return finding;
}

/// Doesn't show the rewritten URL, because it may contain a password.
Finding rewriteConflict(const ConfigRow &row) {
    Finding finding =
        conflict(u"user-by-insteadof"_s, Strings::tr("A rule adds a user name to CodeCommit URLs"),
                 Strings::tr("%1: url.….insteadOf. Because of this, git never asks Vouch.")
                     .arg(placeOf(row)),
                 Strings::tr("Remove that rule"));
    finding.command = editCommand(row);
    return finding;
}

} // namespace

QList<NetrcEntry> netrcEntries(const QByteArray &text) {
    QList<NetrcEntry> entries;
    std::optional<NetrcEntry> entry;
    NetrcWords words(text);
    while (const auto word = words.next()) {
        if (*word == "machine" || *word == "default") {
            entry = NetrcEntry{{}, words.line()};
            if (*word == "machine")
                entry->machine = QString::fromUtf8(words.next().value_or(QByteArray()));
        } else if (*word == "macdef") {
            words.skipMacro();
        } else if (*word == "login" || *word == "account") {
            words.next();
        } else if (*word == "password") {
            words.skipWord();
            if (entry)
                entries.append(*entry);
            entry.reset();
        }
    }
    return entries;
}

QList<Finding> authenticationConflicts(const QStringList &urls, const QList<ConfigRow> &rows) {
    QList<Finding> findings = netrcConflicts(urls);
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "http"_L1 && key.variable == "extraheader"_L1 &&
            row.value.startsWith("authorization:"_L1, Qt::CaseInsensitive) &&
            appliesToAny(key.subsection, urls))
            findings.append(headerConflict(row));
        const QString base = key.subsection;
        const bool addsUser = key.section == "url"_L1 && key.variable == "insteadof"_L1 &&
                              !QUrl(base).userInfo().isEmpty();
        const QString rewritten = QUrl(base).adjusted(QUrl::RemoveUserInfo).toString();
        if (addsUser && std::ranges::any_of(urls, [&rewritten](const QString &url) {
                return url.startsWith(rewritten);
            }))
            findings.append(rewriteConflict(row));
    }
    return findings;
}

std::optional<ConfigRow> proxyRow(const QString &url, const QList<ConfigRow> &rows) {
    std::optional<ConfigRow> found;
    qsizetype longest = 0;
    for (const ConfigRow &row : rows) {
        const auto key = ConfigKey::of(row.key);
        if (key.section == "http"_L1 && key.variable == "proxy"_L1 &&
            key.subsection.size() >= longest && appliesTo(key.subsection, url)) {
            found = row;
            longest = key.subsection.size();
        }
    }
    return found && !found->value.isEmpty() ? found : std::nullopt;
}

} // namespace vouch
