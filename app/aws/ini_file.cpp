// SPDX-License-Identifier: Apache-2.0
#include "aws/ini_file.h"

#include "aws/ini_lines.h"
#include "aws/profile_values.h"
#include "core/displayed.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <numeric>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr qint64 maxBytes = 16 * 1024 * 1024;

/// A key with the lines of its value, as views into the file's bytes.
struct Option {
    QString key;
    QList<QByteArrayView> lines;
    int line = 0;
};

struct Section {
    QString name;
    QList<Option> options;
    int line = 0;
};

bool isSecret(const QString &key) {
    return key == "aws_secret_access_key"_L1 || key == "aws_session_token"_L1 ||
           key == "aws_security_token"_L1;
}

class Parser {
public:
    Parser(QByteArrayView bytes, const QString &path)
        : lines_(bytes.sliced(bytes.startsWith(byteOrderMark) ? byteOrderMark.size() : 0)),
          path_(path) {}

    QList<IniSection> parse() {
        while (!lines_.isAtEnd()) {
            ++line_;
            read(lines_.next());
        }
        return result();
    }

private:
    [[noreturn]] void refuse(const QString &why, int line) const {
        throw Error(
            Error::Kind::NotSetUp,
            Strings::tr("Line %1 of %2 is malformed: %3.").arg(QString::number(line), path_, why),
            Strings::tr("Fix the file, then try again."));
    }

    void read(QByteArrayView line) {
        if (!line.isValidUtf8())
            refuse(Strings::tr("it isn't UTF-8"), line_);
        const QByteArrayView content = trimmed(line);
        if (content.startsWith('#') || content.startsWith(';'))
            return;
        if (content.isEmpty()) {
            if (Option *option = openOption())
                option->lines.append(content);
            return;
        }
        const int indent = indentOf(line);
        if (Option *option = openOption(); option != nullptr && indent > indent_) {
            option->lines.append(content);
            return;
        }
        indent_ = indent;
        if (const QByteArrayView section = sectionIn(content); !section.isEmpty())
            beginSection(QString::fromUtf8(section));
        else
            beginOption(content);
    }

    /// The key whose value may continue; null right after a section's name.
    Option *openOption() {
        return sections_.isEmpty() || !isOpen_ ? nullptr : &sections_.last().options.last();
    }

    void beginSection(const QString &name) {
        isOpen_ = false;
        const bool isDefaults = name == defaults;
        if (const int before = seen_.value(name, 0); before > 0 && !isDefaults)
            refuse(Strings::tr("the section [%1] already exists on line %2")
                       .arg(name.left(maxShown), QString::number(before)),
                   line_);
        inDefaults_ = isDefaults; // which may be repeated
        keys_.clear();
        seen_.insert(name, line_);
        sections_.append({name, {}, line_});
    }

    void beginOption(QByteArrayView content) {
        if (sections_.isEmpty())
            refuse(Strings::tr("there's no [section] before it"), line_);
        const qsizetype at = keyEndIn(content);
        const QString key = QString::fromUtf8(trimmedEnd(content.first(at))).toLower();
        if (at == content.size() || key.isEmpty())
            refuse(Strings::tr("it isn't “key = value”"), line_);
        auto &keys = inDefaults_ ? defaultKeys_ : keys_;
        if (const int before = keys.value(key, 0); before > 0)
            refuse(Strings::tr("“%1” is already set on line %2")
                       .arg(key.left(maxShown), QString::number(before)),
                   line_);
        keys.insert(key, line_);
        sections_.last().options.append({key, {trimmed(content.sliced(at + 1))}, line_});
        isOpen_ = true;
    }

    QMap<QString, QString> nested(const Option &option) const {
        QMap<QString, QString> values;
        for (qsizetype i = 1; i < option.lines.size(); ++i) {
            const QByteArrayView line = option.lines[i];
            if (line.isEmpty())
                continue;
            const qsizetype at = line.indexOf('=');
            if (at < 0)
                refuse(Strings::tr("a line nested under “%1” isn't “key = value”")
                           .arg(option.key.left(maxShown)),
                       option.line);
            values.insert(QString::fromUtf8(trimmed(line.first(at))),
                          QString::fromUtf8(trimmed(line.sliced(at + 1))));
        }
        return values;
    }

    IniValue value(const Option &option) const {
        IniValue value;
        value.line = option.line;
        WipedBytes joined;
        joined.bytes.reserve(
            std::accumulate(option.lines.begin(), option.lines.end(), option.lines.size(),
                            [](qsizetype sum, QByteArrayView line) { return sum + line.size(); }));
        for (qsizetype i = 0; i < option.lines.size(); ++i) {
            if (i > 0)
                joined.bytes += '\n';
            joined.bytes += option.lines[i];
        }
        const QByteArrayView text = trimmedEnd(joined.bytes);
        if (text.startsWith('\n'))
            value.nested = nested(option);
        else if (isSecret(option.key))
            value.secret = std::make_shared<Secret>(text);
        else
            value.text = QString::fromUtf8(text);
        return value;
    }

    QList<IniSection> result() const {
        IniValues everywhere;
        QList<IniSection> sections;
        for (const Section &section : sections_) {
            IniSection read{section.name, {}, section.line};
            for (const Option &option : section.options)
                read.values.insert(option.key, value(option));
            if (section.name == defaults)
                everywhere.insert(read.values);
            else
                sections.append(read);
        }
        for (IniSection &section : sections) {
            IniValues values = everywhere;
            values.insert(section.values);
            section.values = values;
        }
        return sections;
    }

    static constexpr QLatin1StringView defaults{"DEFAULT"};

    Lines lines_;
    QString path_;
    QList<Section> sections_;
    QHash<QString, int> seen_, keys_, defaultKeys_; ///< with their line numbers
    int line_ = 0;
    int indent_ = 0;
    bool isOpen_ = false;
    bool inDefaults_ = false;
};

} // namespace

QList<IniSection> readIniFile(const QString &path) {
    if (!QFileInfo(path).isFile())
        return {};
    const auto refuse = [&path](const QString &why) {
        throw Error(Error::Kind::NotSetUp, Strings::tr("Can't read %1: %2.").arg(path, why),
                    Strings::tr("Fix the file, then try again."));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        refuse(withoutPeriod(file.errorString()));
    if (file.size() > maxBytes)
        refuse(Strings::tr("it's larger than 16 MB"));
    // Read into a preallocated buffer: a growing one would leave copies behind.
    WipedBytes content;
    content.bytes.resize(file.size());
    const qint64 size = file.read(content.bytes.data(), content.bytes.size());
    if (size < 0)
        refuse(withoutPeriod(file.errorString()));
    return parseIni(QByteArrayView(content.bytes).first(size), path);
}

QList<IniSection> parseIni(QByteArrayView bytes, const QString &path) {
    return Parser(bytes, path).parse();
}

} // namespace vouch::aws
