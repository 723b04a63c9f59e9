// SPDX-License-Identifier: Apache-2.0
#include "aws/profile_files.h"

#include "aws/profile_values.h"
#include "aws/shell_words.h"
#include "core/error.h"
#include "core/nearest_names.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <utility>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

/// Expands `$NAME` and `${NAME}` if they're set.
QString withVariables(QString path) {
    static const QRegularExpression pattern(uR"(\$(?:(\w+)|\{([^}]*)\}))"_s);
    qsizetype from = 0;
    for (auto match = pattern.match(path, from); match.hasMatch();
         match = pattern.match(path, from)) {
        const QString name = match.captured(1) + match.captured(2);
        const QByteArray variable = name.toLocal8Bit();
        const QString value = qEnvironmentVariable(variable.constData());
        const bool isSet = qEnvironmentVariableIsSet(variable.constData());
        from = match.capturedStart() + (isSet ? value.size() : match.capturedLength());
        if (isSet)
            path.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return path;
}

/// The name after a word, as in `[profile NAME]`; nullopt if the section isn't exactly that.
std::optional<QString> nameBehind(QLatin1StringView word, const QString &section) {
    if (!section.startsWith(word))
        return std::nullopt;
    const auto words = shellWords(section);
    return words && words->size() == 2 ? std::optional(words->last()) : std::nullopt;
}

Error halfAPair(const QString &profile) {
    return {
        Error::Kind::NotSetUp,
        Strings::tr("The profile “%1” has only half of an access key.").arg(profile.left(maxShown)),
        Strings::tr("It needs both aws_access_key_id and aws_secret_access_key.")};
}

/// Rejects quotation marks and comments, which AWS treats as part of a key.
void refuseSlips(const IniValues &values, const QString &file) {
    for (const QString &setting : {u"aws_access_key_id"_s, u"aws_secret_access_key"_s,
                                   u"aws_security_token"_s, u"aws_session_token"_s}) {
        const IniValue value = values.value(setting);
        const QByteArray text = value.text.toUtf8(); // no secret
        const QByteArrayView held = value.secret ? value.secret->view() : QByteArrayView(text);
        const QString line = QString::number(value.line);
        if (held.startsWith('"') || held.startsWith('\''))
            throw Error(
                Error::Kind::NotSetUp,
                Strings::tr("%1 on line %2 of %3 is in quotation marks.").arg(setting, line, file),
                Strings::tr("Remove them: AWS treats them as part of the value."));
        if (held.indexOf(" #") > 0 || held.indexOf(" ;") > 0)
            throw Error(
                Error::Kind::NotSetUp,
                Strings::tr("%1 on line %2 of %3 has a comment after it.").arg(setting, line, file),
                Strings::tr(
                    "Move the comment to its own line: AWS treats it as part of the value."));
    }
}

std::optional<Credentials> keysIn(const IniValues &values, const QString &profile,
                                  const QString &file) {
    refuseSlips(values, file);
    const QString id = values.value(u"aws_access_key_id"_s).text;
    const SharedSecret secret = values.value(u"aws_secret_access_key"_s).secret;
    const bool hasSecret = secret && !secret->isEmpty();
    if (id.isEmpty() && !hasSecret)
        return std::nullopt;
    if (id.isEmpty() || !hasSecret)
        throw halfAPair(profile);
    SharedSecret token = values.value(u"aws_security_token"_s).secret; // first, as in the AWS CLI
    if (!token)
        token = values.value(u"aws_session_token"_s).secret;
    if (token && token->isEmpty())
        token = nullptr;
    return Credentials{id.toUtf8(), secret, token, {}};
}

} // namespace

QString homeExpanded(const QString &path) {
    return path == "~"_L1 || path.startsWith("~/"_L1) ? QDir::homePath() + path.sliced(1) : path;
}

QString variablesExpanded(const QString &path) {
    return homeExpanded(withVariables(path));
}

ProfilePaths usualPaths() {
    const QString folder = QDir::homePath() + u"/.aws/"_s;
    return {folder + u"config"_s, folder + u"credentials"_s};
}

const IniValue *Profile::find(const QString &setting) const {
    for (const IniValues *values : {&credentials_, &config_})
        if (const auto found = values->constFind(setting); found != values->constEnd())
            return &*found;
    return nullptr;
}

std::optional<QString> Profile::text(const QString &setting) const {
    const IniValue *value = find(setting);
    if (value == nullptr)
        return std::nullopt;
    if (!value->nested.isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Strings::tr("“%1” of the profile “%2” has nested lines.")
                        .arg(setting, name_.left(maxShown)),
                    Strings::tr("Put its value after the “=”."), u"line %1"_s.arg(value->line));
    return value->text;
}

std::optional<Profile::Place> Profile::place(const QString &setting) const {
    if (const auto found = credentials_.constFind(setting); found != credentials_.constEnd())
        return Place{credentialsFile_, found->line};
    if (const auto found = config_.constFind(setting); found != config_.constEnd())
        return Place{configFile_, found->line};
    return std::nullopt;
}

void Profile::setConfig(const IniValues &values, const QString &file) {
    config_ = values;
    configFile_ = file;
}

void Profile::setCredentials(const IniValues &values, const QString &file) {
    credentials_ = values;
    credentialsFile_ = file;
}

std::optional<Credentials> Profile::keysInCredentials() const {
    return keysIn(credentials_, name_, credentialsFile_);
}

std::optional<Credentials> Profile::keysInConfig() const {
    return keysIn(config_, name_, configFile_);
}

ProfileFiles::ProfileFiles(ProfilePaths paths) : paths_(std::move(paths)) {
    for (const IniSection &section : readIniFile(paths_.config)) {
        if (section.name == "default"_L1)
            profile(section.name).setConfig(section.values, paths_.config);
        else if (const auto name = nameBehind("profile"_L1, section.name))
            profile(*name).setConfig(section.values, paths_.config);
        else if (const auto services = nameBehind("services"_L1, section.name))
            services_.insert(*services, section.values);
        else
            noteMisspelled(section);
    }
    for (const IniSection &section : readIniFile(paths_.credentials))
        profile(section.name).setCredentials(section.values, paths_.credentials);
    for (const QString &name : std::as_const(names_))
        misspelled_.remove(name);
}

void ProfileFiles::noteMisspelled(const IniSection &section) {
    const QString written = section.name.simplified();
    const QString word = written.section(u' ', 0, 0).toLower();
    QString meant;
    if (word == "profile"_L1) { // a space before it, or an unquoted name with spaces
        meant = written.section(u' ', 1).remove(u'"').remove(u'\'');
    } else if (word != "services"_L1 && word != "sso-session"_L1 && word != "plugins"_L1) {
        for (const QString &setting :
             {u"region"_s, u"output"_s, u"role_arn"_s, u"source_profile"_s, u"mfa_serial"_s,
              u"credential_process"_s, u"aws_access_key_id"_s, u"sso_account_id"_s})
            if (section.values.contains(setting))
                meant = written;
    }
    if (meant.isEmpty())
        return;
    const QString name = meant.left(maxShown);
    const QString right = meant == "default"_L1  ? u"[default]"_s
                          : meant.contains(u' ') ? u"[profile \"%1\"]"_s.arg(name)
                                                 : u"[profile %1]"_s.arg(name);
    misspelled_.insert(meant, Error(Error::Kind::NotSetUp,
                                    Strings::tr("[%1] on line %2 of %3 must be %4.")
                                        .arg(section.name.left(maxShown),
                                             QString::number(section.line), paths_.config, right),
                                    Strings::tr("As written, AWS ignores it.")));
}

Profile &ProfileFiles::profile(const QString &name) {
    auto found = profiles_.find(name);
    if (found == profiles_.end()) {
        names_.append(name);
        found = profiles_.insert(name, Profile(name));
    }
    return *found;
}

const Profile *ProfileFiles::find(const QString &name) const {
    const auto found = profiles_.constFind(name);
    return found == profiles_.constEnd() ? nullptr : &*found;
}

const Profile &ProfileFiles::require(const QString &name) const {
    if (const Profile *found = find(name))
        return *found;
    if (const auto misspelled = misspelled_.constFind(name); misspelled != misspelled_.constEnd())
        throw Error(*misspelled);
    throw Error(Error::Kind::NotFound,
                Strings::tr("There is no AWS profile “%1”.").arg(name.left(maxShown)),
                names_.isEmpty()
                    ? Strings::tr("%1 has no profiles.").arg(paths_.config)
                    : Strings::tr("The nearest are: %1.")
                          .arg(nearestNames(name, names_).join(", "_L1).left(3 * maxShown)));
}

std::optional<QMap<QString, QString>> ProfileFiles::service(const QString &section,
                                                            const QString &service) const {
    const auto found = services_.constFind(section);
    if (found == services_.constEnd())
        return std::nullopt;
    return found->value(service).nested;
}

} // namespace vouch::aws
