// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QList>
#include <QMap>
#include <QString>

/// The grammar of `~/.aws/config` and `~/.aws/credentials`, as the AWS CLI reads it (botocore's
/// configloader over Python's RawConfigParser; a test compares):
///
/// - `[NAME]` begins a section; the same name twice is an error, and so is a line before the first;
/// - `key = value` or `key: value`; the key in any case of letters; the same key twice is an error;
/// - a line that begins with `#` or `;` is a comment, and nothing else is: `a = b # c` holds it
/// all;
/// - a line that is indented deeper than its key goes on with that key's value;
/// - a key without a value of its own but with such lines holds them as keys of its own;
/// - what stands in `[DEFAULT]` counts in every section.
///
/// Unlike the AWS CLI we read past a byte order mark, and say so when a file cannot be read.
namespace vouch::aws {

/// What a key holds: one of the three.
struct IniValue {
    QString text;
    SharedSecret secret;           ///< where the key names a secret, `text` stays empty
    QMap<QString, QString> nested; ///< from lines of its own, `s3 =` and indented keys
    int line = 0;                  ///< where it stands, from 1
};

/// By key, in lower case.
using IniValues = QMap<QString, IniValue>;

struct IniSection {
    QString name; ///< as it stands between the brackets
    IniValues values;
    int line = 0;
};

/// The sections of a file, in their order. A file that is not there, or is no regular file, has
/// none. The bytes are wiped after reading: a secret is in its Secret only. Throws
/// Error::Kind::NotSetUp that names the file and, where one is at fault, the line: when it cannot
/// be read, is longer than 16 MiB, is not UTF-8, or is malformed.
///
/// Any thread; a file of 5 MB takes a noticeable part of a second.
QList<IniSection> readIniFile(const QString &path);
/// The same of what stood in a file; `path` is for what is said about it.
QList<IniSection> parseIni(QByteArrayView bytes, const QString &path);

} // namespace vouch::aws
