// SPDX-License-Identifier: Apache-2.0
#include "ui/text/question_text.h"

#include "ui/text/sign_in_text.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using QuestionKind = Questions::Question::Kind;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::QuestionDialog)
};

/// Longest name in a sentence.
constexpr int maxName = 48;
constexpr int codeStep = 30; ///< seconds

/// Elides the middle: the end of a long name often distinguishes it.
QString shortened(const QString &name) {
    if (name.size() <= maxName)
        return name;
    return name.first(maxName / 2) + u'…' + name.last(maxName / 2 - 1);
}

QuestionText codeText(const Questions::Question &question) {
    const QString name = shortened(question.name);
    return {Strings::tr("Code for %1").arg(name),
            Strings::tr("Enter the code"),
            question.device.isEmpty()
                ? Strings::tr("The six-digit code from your MFA device, for profile %1.").arg(name)
                : Strings::tr("The six-digit code from MFA device %1, for profile %2.")
                      .arg(shortened(question.device), name),
            Strings::tr("Enter the code for %1.").arg(name),
            refusalText(question.requesters),
            Strings::tr("C&ontinue")};
}

QuestionText choiceText(const Questions::Question &question) {
    const QString repository = shortened(question.requesters.first().repository);
    const bool hasProfiles = !question.profiles.isEmpty();
    const bool hasRoles = !question.roles.isEmpty();
    return {Strings::tr("Choose credentials for %1").arg(repository),
            Strings::tr("Which credentials for %1?").arg(repository),
            hasRoles && hasProfiles
                ? Strings::tr("Choose the role or AWS profile to use for this repository.")
            : hasProfiles ? Strings::tr("Choose the AWS profile to use for this repository.")
                          : Strings::tr("Choose the role to use for this repository."),
            Strings::tr("Choose which credentials to use."),
            refusalText(question.requesters),
            Strings::tr("&Use")};
}

/// The command that was typed, or the program's full path, on its own line. Zero-width spaces let
/// it wrap anywhere.
QString codeLine(const Requester &who) {
    constexpr QChar mayBreak(0x200B);
    constexpr int step = 16;
    const QString &code = who.command.isEmpty() ? who.path : who.command;
    if (code.isEmpty())
        return {};
    QString line = u"\n\n"_s;
    for (qsizetype at = 0; at < code.size(); at += step)
        line += QStringView(code).mid(at, step).toString() + mayBreak;
    line.chop(1);
    return line;
}

QuestionText permissionText(const Questions::Question &question) {
    const Requester &who = question.requesters.first();
    const QString program =
        who.program.isEmpty() ? Strings::tr("an unknown program") : shortened(who.program);
    if (question.longLived)
        return {
            Strings::tr("Long-lived AWS keys"),
            Strings::tr("Share long-lived AWS keys with %1?").arg(program),
            Strings::tr("The program gets the access keys of %1 themselves. They work until "
                        "they're deleted in AWS, even after you sign out. Vouch asks every time.")
                    .arg(shortened(question.name)) +
                codeLine(who),
            Strings::tr("Choose whether to share the keys."),
            Strings::tr("&Don't share"),
            Strings::tr("&Share")};
    return {
        Strings::tr("AWS credentials"),
        Strings::tr("Let %1 use AWS credentials?").arg(program),
        (who.identity.isEmpty()
             ? Strings::tr("The program gets credentials for %1 that work until they expire. Vouch "
                           "asks every time because it can't tell whose code is running.")
         : !who.command.isEmpty()
             ? Strings::tr("Commands that you type into this terminal get credentials for %1 that "
                           "work until they expire. Vouch asks again after you sign out, or after "
                           "15 minutes without use.")
             : Strings::tr("The program gets credentials for %1 that work until they expire. Vouch "
                           "asks again after you sign out, or when the program hasn't used them "
                           "for 15 minutes."))
                .arg(shortened(question.name)) +
            codeLine(who),
        Strings::tr("Choose whether to allow this."),
        Strings::tr("&Don't allow"),
        Strings::tr("&Allow")};
}

QuestionText keysText(const Questions::Question &question) {
    const QString name = shortened(question.name);
    return {Strings::tr("AWS keys for %1").arg(name),
            Strings::tr("Enter the AWS keys"),
            Strings::tr("For profile %1. Vouch checks the keys with AWS, then saves them in "
                        "your keychain.")
                .arg(name),
            Strings::tr("Enter the AWS keys for %1.").arg(name),
            refusalText(question.requesters),
            Strings::tr("Sa&ve")};
}

} // namespace

QuestionText questionText(const Questions::Question &question) {
    switch (question.kind) {
    case QuestionKind::Code:
        return codeText(question);
    case QuestionKind::Choice:
        return choiceText(question);
    case QuestionKind::Permission:
        return permissionText(question);
    case QuestionKind::Keys:
        return keysText(question);
    }
    return {};
}

int codeSecondsLeft(Time now) {
    return codeStep - int(now.time_since_epoch().count() % codeStep);
}

bool isSameQuestion(const Questions::Question &one, const Questions::Question &other) {
    if (one.kind != other.kind || one.name != other.name || one.longLived != other.longLived ||
        one.device != other.device || one.roles != other.roles || one.profiles != other.profiles)
        return false;
    return one.kind == QuestionKind::Code || one.kind == QuestionKind::Keys ||
           one.requesters.first() == other.requesters.first();
}

} // namespace vouch::ui
