// SPDX-License-Identifier: Apache-2.0
#include "aws/ini_file.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <array>
#include <numeric>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr qint64 mostBytes = 16 * 1024 * 1024;
constexpr qsizetype mostShown = 60; // of what stands in the file, in a message

/// Wiped at the end of the scope: the file may hold secrets.
class WipedBytes {
public:
    WipedBytes() = default;
    WipedBytes(const WipedBytes &) = delete;
    WipedBytes &operator=(const WipedBytes &) = delete;
    ~WipedBytes() { wipe(bytes); }

    QByteArray bytes;
};

/// The bytes that the white space at the start of a text takes, 0 when there is none: what Python
/// takes for such, in UTF-8.
qsizetype spaceAt(QByteArrayView text) noexcept {
    if (text.isEmpty())
        return 0;
    const char first = text.front();
    if (first == ' ' || (first >= '\t' && first <= '\r') || (first >= 0x1C && first <= 0x1F))
        return 1;
    if (static_cast<unsigned char>(first) < 0x80)
        return 0;
    if (text.startsWith("\xC2\x85") || text.startsWith("\xC2\xA0"))
        return 2;
    static constexpr std::array<QByteArrayView, 6> others{"\xE1\x9A\x80", "\xE2\x80\xA8",
                                                          "\xE2\x80\xA9", "\xE2\x80\xAF",
                                                          "\xE2\x81\x9F", "\xE3\x80\x80"};
    const auto is = [text](QByteArrayView space) { return text.startsWith(space); };
    const bool isWide = text.size() >= 3 && text.startsWith("\xE2\x80") &&
                        static_cast<unsigned char>(text[2]) >= 0x80 &&
                        static_cast<unsigned char>(text[2]) <= 0x8A;
    return isWide || std::ranges::any_of(others, is) ? 3 : 0;
}

/// How many characters of white space a line begins with.
int indentOf(QByteArrayView line) noexcept {
    int characters = 0;
    while (const qsizetype bytes = spaceAt(line)) {
        line = line.sliced(bytes);
        ++characters;
    }
    return characters;
}

QByteArrayView trimmedEnd(QByteArrayView text) noexcept {
    for (qsizetype width = 1; width <= 3 && width <= text.size();) {
        if (spaceAt(text.last(width)) == width) {
            text = text.chopped(width);
            width = 1;
        } else {
            ++width;
        }
    }
    return text;
}

QByteArrayView trimmed(QByteArrayView text) noexcept {
    while (const qsizetype bytes = spaceAt(text))
        text = text.sliced(bytes);
    return trimmedEnd(text);
}

/// Gives a text line by line, without their ends: LF, CR LF or CR.
class Lines {
public:
    explicit Lines(QByteArrayView text) : text_(text) {}

    bool isAtEnd() const noexcept { return at_ == text_.size(); }
    QByteArrayView next() noexcept {
        const qsizetype end = std::min(find('\n', lineFeed_), find('\r', carriageReturn_));
        const QByteArrayView line = text_.sliced(at_, end - at_);
        at_ = end;
        if (at_ < text_.size())
            at_ += text_.sliced(at_).startsWith("\r\n") ? 2 : 1;
        return line;
    }

private:
    /// Where the character stands next; looked for again only once that is behind us.
    qsizetype find(char character, qsizetype &known) const noexcept {
        if (known < at_) {
            known = text_.indexOf(character, at_);
            if (known < 0)
                known = text_.size();
        }
        return known;
    }

    QByteArrayView text_;
    qsizetype at_ = 0, lineFeed_ = -1, carriageReturn_ = -1;
};

/// A key with the lines of its value, which still are where they were read.
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
        throw Error(Error::Kind::NotSetUp,
                    Text::tr("Line %1 of %2 is malformed: %3.").arg(line).arg(path_, why),
                    Text::tr("Correct the file, then try again."));
    }

    void read(QByteArrayView line) {
        if (!line.isValidUtf8())
            refuse(Text::tr("it is not UTF-8"), line_);
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
        const qsizetype closing = content.lastIndexOf(']');
        if (content.startsWith('[') && closing > 1)
            beginSection(QString::fromUtf8(content.sliced(1, closing - 1)));
        else
            beginOption(content);
    }

    /// The key whose value may go on; nothing right behind a section's name.
    Option *openOption() {
        return sections_.isEmpty() || !isOpen_ ? nullptr : &sections_.last().options.last();
    }

    void beginSection(const QString &name) {
        isOpen_ = false;
        const bool isDefaults = name == defaults;
        if (const int before = seen_.value(name, 0); before > 0 && !isDefaults)
            refuse(Text::tr("the section [%1] is there already, in line %2")
                       .arg(name.left(mostShown))
                       .arg(before),
                   line_);
        inDefaults_ = isDefaults; // which may be gone on with
        keys_.clear();
        seen_.insert(name, line_);
        sections_.append({name, {}, line_});
    }

    void beginOption(QByteArrayView content) {
        if (sections_.isEmpty())
            refuse(Text::tr("no [section] stands before it"), line_);
        const auto delimiter =
            std::ranges::find_if(content, [](char c) { return c == '=' || c == ':'; });
        const qsizetype at = delimiter - content.begin();
        const QString key = QString::fromUtf8(trimmedEnd(content.first(at))).toLower();
        if (delimiter == content.end() || key.isEmpty())
            refuse(Text::tr("it is no “key = value”"), line_);
        auto &keys = inDefaults_ ? defaultKeys_ : keys_;
        if (const int before = keys.value(key, 0); before > 0)
            refuse(
                Text::tr("“%1” is there already, in line %2").arg(key.left(mostShown)).arg(before),
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
                refuse(Text::tr("what is nested in “%1” is no “key = value”")
                           .arg(option.key.left(mostShown)),
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

    static constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";
    static constexpr QLatin1StringView defaults{"DEFAULT"};

    Lines lines_;
    QString path_;
    QList<Section> sections_;
    QHash<QString, int> seen_, keys_, defaultKeys_; ///< and the lines where they were
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
        throw Error(Error::Kind::NotSetUp, Text::tr("Can't read %1: %2.").arg(path, why),
                    Text::tr("Correct the file, then try again."));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        refuse(file.errorString());
    if (file.size() > mostBytes)
        refuse(Text::tr("it is longer than 16 MB"));
    // Read into room that is there already: a growing buffer would leave copies behind.
    WipedBytes content;
    content.bytes.resize(file.size());
    const qint64 size = file.read(content.bytes.data(), content.bytes.size());
    if (size < 0)
        refuse(file.errorString());
    return Parser(QByteArrayView(content.bytes).first(size), path).parse();
}

} // namespace vouch::aws
