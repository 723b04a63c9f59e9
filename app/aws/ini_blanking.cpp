// SPDX-License-Identifier: Apache-2.0
#include "aws/ini_blanking.h"

#include "aws/ini_lines.h"

namespace vouch::aws {

QByteArray withoutKeys(QByteArrayView bytes, const QStringList &sections, const QStringList &keys) {
    QByteArray kept;
    kept.reserve(bytes.size()); // growing would leave copies behind
    const qsizetype mark = bytes.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    kept += bytes.first(mark);
    const QByteArrayView text = bytes.sliced(mark);
    int indent = 0;
    bool inSection = false, afterKey = false, gone = false; // `gone`: removing the current key
    for (Lines lines(text); !lines.isAtEnd();) {
        const qsizetype begin = lines.position();
        const QByteArrayView line = lines.next();
        const QByteArrayView whole = text.sliced(begin, lines.position() - begin);
        const QByteArrayView content = trimmed(line);
        const bool saysNothing =
            content.isEmpty() || content.startsWith('#') || content.startsWith(';');
        const bool goesOn = afterKey && indentOf(line) > indent;
        if (!saysNothing && !goesOn) {
            indent = indentOf(line);
            const QByteArrayView section = sectionIn(content);
            afterKey = section.isEmpty();
            if (!afterKey)
                inSection = sections.contains(QString::fromUtf8(section));
            gone = afterKey && inSection &&
                   keys.contains(
                       QString::fromUtf8(trimmedEnd(content.first(keyEndIn(content)))).toLower());
        }
        if (saysNothing || !gone)
            kept += whole;
    }
    return kept;
}

} // namespace vouch::aws
