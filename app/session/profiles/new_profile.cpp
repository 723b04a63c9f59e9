// SPDX-License-Identifier: Apache-2.0
#include "session/profiles/new_profile.h"

#include "aws/ini_file.h"
#include "aws/profile_files.h"
#include "core/displayed.h"
#include "core/error.h"
#include "core/ownership.h"
#include "core/secret.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QScopeGuard>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::NewProfile)
};

constexpr qint64 maxConfigBytes = 16 * 1024 * 1024; // same as aws::readIniFile()

Error cannotAdd(const QString &path, const QString &profile, const QString &why) {
    return {Error::Kind::NotSetUp,
            Strings::tr("The keys are stored, but the region can't be written to %1: %2.")
                .arg(path, why),
            Strings::tr("Set the region of “%1” in that file.").arg(profile)};
}

/// `[profile acme]`, `[profile "my own"]`, `[default]`.
QString headerOf(const QString &profile) {
    static const QRegularExpression plain(uR"(\A[\w.@%+=:,/-]+\z)"_s);
    if (profile == "default"_L1)
        return u"[default]"_s;
    return plain.match(profile).hasMatch() ? u"[profile %1]"_s.arg(profile)
                                           : u"[profile \"%1\"]"_s.arg(profile);
}

/// Whether the changed content has that profile too, and everything as before.
bool hasOneMore(const QList<aws::IniSection> &before, const QList<aws::IniSection> &after,
                const QString &region) {
    if (after.size() != before.size() + 1)
        return false;
    for (qsizetype i = 0; i < before.size(); ++i)
        if (after[i].name != before[i].name || after[i].values.keys() != before[i].values.keys())
            return false;
    return after.last().values.value(u"region"_s).text == region;
}

} // namespace

void addProfileToConfig(const QString &path, const QString &profile, const QString &region) {
    const auto refuse = [&](const QString &why) {
        throw cannotAdd(path, profile, withoutPeriod(why));
    };
    QFile old(path);
    QByteArray content;
    const auto wiping = qScopeGuard([&content] { wipe(content); }); // it may contain secrets
    if (old.exists()) {
        if (!old.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            refuse(old.errorString());
        if (old.size() > maxConfigBytes)
            refuse(Strings::tr("it's larger than 16 MB"));
        content = old.readAll();
        if (content.size() != old.size()) // it would be cut off
            refuse(old.errorString());
    } else if (const QDir folder = QFileInfo(path).dir(); !folder.exists()) {
        if (!QDir().mkpath(folder.path()))
            refuse(Strings::tr("its folder can't be created"));
        QFile::setPermissions(folder.path(), privateFolder);
    }
    QList<aws::IniSection> before, after;
    bool isThere = false; // also under a name that is quoted in another way
    try {
        before = aws::parseIni(content, path);
        isThere = aws::ProfileFiles({path, {}}).find(profile) != nullptr;
    } catch (const Error &error) {
        refuse(error.message());
    }
    if (isThere)
        refuse(Strings::tr("the profile is there already"));
    const QByteArray newline = content.contains("\r\n") ? "\r\n" : "\n";
    if (!content.isEmpty()) {
        if (!content.endsWith('\n'))
            content += newline;
        content += newline;
    }
    content += headerOf(profile).toUtf8() + newline + "region = " + region.toUtf8() + newline;
    try {
        after = aws::parseIni(content, path);
    } catch (const Error &) { // a second section of the same name
        refuse(Strings::tr("the profile is there already"));
    }
    if (!hasOneMore(before, after, region))
        refuse(Strings::tr("its other settings can't be kept"));

    QSaveFile changed(path); // follows a symbolic link and keeps the mode
    const bool isNew = !old.exists();
    if (!changed.open(QIODevice::WriteOnly) || (isNew && !changed.setPermissions(privateFile)) ||
        changed.write(content) != content.size() || !changed.commit())
        refuse(changed.errorString());
}

} // namespace vouch
