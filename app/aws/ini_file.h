// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QList>
#include <QMap>
#include <QString>

/// The grammar of `~/.aws/config` and `~/.aws/credentials`, as the AWS CLI reads it (botocore's
/// configloader over Python's RawConfigParser; a test compares):
///
/// - `[NAME]` starts a section; a duplicate name is an error, and so is a line before the first
///   section;
/// - `key = value` or `key: value`; the key is case-insensitive; a duplicate key is an error;
/// - only a line that starts with `#` or `;` is a comment: `a = b # c` has no comment;
/// - a line indented deeper than its key continues that key's value;
/// - a key with no value but with such lines has them as nested keys;
/// - `[DEFAULT]` applies to every section.
///
/// Unlike the AWS CLI, we skip a byte order mark and report a file that can't be read.
namespace vouch::aws {

/// A key's value: exactly one of `text`, `secret` and `nested`.
struct IniValue {
    QString text;
    SharedSecret secret;           ///< for keys that hold a secret; `text` is empty then
    QMap<QString, QString> nested; ///< from indented lines, as below `s3 =`
    int line = 0;                  ///< its line number, from 1
};

/// By key, in lower case.
using IniValues = QMap<QString, IniValue>;

struct IniSection {
    QString name; ///< as written between the brackets
    IniValues values;
    int line = 0;
};

/// The sections of a file, in order; none if it isn't an existing regular file. Wipes the bytes
/// after reading, so that secrets are only in their Secret. Throws Error::Kind::NotSetUp with the
/// file and, if applicable, the line: if the file can't be read, is larger than 16 MiB, isn't UTF-8
/// or is malformed.
///
/// Any thread; a 5 MB file takes a noticeable fraction of a second.
QList<IniSection> readIniFile(const QString &path);
/// The same for a file's content; `path` is for error messages.
QList<IniSection> parseIni(QByteArrayView bytes, const QString &path);

} // namespace vouch::aws
