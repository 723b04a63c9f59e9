// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/config_text.h"

#include "gitconfig/git_home.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ConfigText)
};

/// Scans a file as git's parser does (git-config(1), Syntax), recording line numbers only.
class Reader {
public:
    explicit Reader(QByteArrayView text) : rest_(text) {
        if (rest_.startsWith("\xEF\xBB\xBF"))
            rest_ = rest_.sliced(3);
    }

    QList<int> keys() {
        read();
        return keys_;
    }
    /// Headers without a key before the next header.
    QList<int> emptyHeaders() {
        read();
        QList<int> empty;
        for (qsizetype i = 0; i < headers_.size(); ++i)
            if (headers_[i].keys == (i + 1 < headers_.size() ? headers_[i + 1].keys : keys_.size()))
                empty.append(headers_[i].line);
        return empty;
    }

private:
    struct Header {
        int line;
        qsizetype keys; ///< number of keys before it
    };

    void read() {
        while (!rest_.isEmpty()) {
            const char c = take();
            if (c == '#' || c == ';')
                skipLine();
            else if (c == '[')
                header();
            else if (isalpha(static_cast<unsigned char>(c)) != 0) {
                keys_.append(line_);
                value();
            }
        }
    }
    char take() {
        const char c = rest_.front();
        rest_ = rest_.sliced(1);
        if (c == '\n')
            ++line_;
        return c;
    }
    void skipLine() {
        while (!rest_.isEmpty() && take() != '\n') {
        }
    }
    void header() {
        headers_.append({line_, keys_.size()});
        bool quoted = false;
        while (!rest_.isEmpty()) {
            const char c = take();
            if (quoted && c == '\\' && !rest_.isEmpty())
                take();
            else if (c == '"')
                quoted = !quoted;
            else if ((c == ']' && !quoted) || c == '\n')
                return;
        }
    }
    /// Skips a value, which a trailing backslash continues on the next line.
    void value() {
        bool quoted = false;
        while (!rest_.isEmpty()) {
            const char c = take();
            if (c == '\\') {
                if (rest_.startsWith("\r\n"))
                    take();
                if (!rest_.isEmpty())
                    take();
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n') {
                return;
            } else if (!quoted && (c == '#' || c == ';')) {
                skipLine();
                return;
            }
        }
    }

    QByteArrayView rest_;
    int line_ = 1;
    QList<int> keys_;
    QList<Header> headers_;
};

} // namespace

QList<int> linesOfKeys(QByteArrayView text) {
    return Reader(text).keys();
}

QByteArray withoutEmptySections(const QByteArray &text, const QStringList &sections) {
    QByteArrayList headers;
    for (const QString &section : sections) {
        QString subsection = section.section(u'.', 1);
        subsection.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
        headers.append(u"[%1 \"%2\"]"_s.arg(section.section(u'.', 0, 0), subsection).toUtf8());
    }
    const auto empty = Reader(text).emptyHeaders();
    QByteArray rest;
    int number = 0;
    for (qsizetype from = 0; from < text.size();) {
        const auto end = text.indexOf('\n', from);
        const QByteArray line = text.mid(from, end < 0 ? -1 : end + 1 - from);
        if (!(empty.contains(++number) && headers.contains(line.trimmed())))
            rest += line;
        from += line.size();
    }
    return rest;
}

QString shownPath(const QString &path) {
    const QString home = gitHome();
    return path.startsWith(home + u'/') ? u'~' + path.sliced(home.size()) : path;
}

QString shownPlace(const QString &path, int line) {
    return line > 0 ? Strings::tr("%1, line %2").arg(shownPath(path), QString::number(line))
                    : shownPath(path);
}

} // namespace vouch
