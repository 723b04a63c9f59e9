// SPDX-License-Identifier: Apache-2.0
#include "ui/sign_in_text.h"

#include <QCoreApplication>
#include <QDir>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};

QString shortPath(const QString &path) {
    const QString home = QDir::homePath();
    return path == home || path.startsWith(home + u'/') ? u'~' + path.sliced(home.size()) : path;
}

MomentText pinText(const SignIn::Moment &moment) {
    MomentText words{Text::tr("Enter the key's PIN"), moment.model, {}};
    if (moment.wrongPin) {
        words.status = Text::tr("Wrong PIN. %n attempt(s) left.", nullptr, moment.attemptsLeft);
        words.isWarning = moment.attemptsLeft <= 3;
        if (words.isWarning)
            words.status += u'\n' + Text::tr("After that, only a reset helps.");
    }
    return words;
}

} // namespace

MomentText momentText(const SignIn::Moment &moment, const QString &server) {
    using Kind = SignIn::Moment::Kind;
    switch (moment.kind) {
    case Kind::Idle:
        return {};
    case Kind::Checking:
        return {Text::tr("Signing in"), Text::tr("%1 is checking.").arg(server), {}};
    case Kind::Insert:
        return {
            Text::tr("Insert your key"), Text::tr("Put your security key into a USB port."), {}};
    case Kind::InsertAgain:
        return {Text::tr("Insert your key again"),
                Text::tr("It was removed before the touch. Nothing is lost."),
                {}};
    case Kind::Pin:
    case Kind::CheckingPin:
        return pinText(moment);
    case Kind::Touch:
        return {
            Text::tr("Touch your key"), Text::tr("It is blinking now. Touch the gold disc."), {}};
    case Kind::NotTouched:
        return {
            Text::tr("You didn't touch the key"), Text::tr("Try again when it is in reach."), {}};
    case Kind::PullOut:
        return {Text::tr("Pull the key out and insert it again"),
                Text::tr("Three wrong PINs in a row. Your key wants a pause."),
                {}};
    case Kind::PinBlocked:
        return {
            Text::tr("This key's PIN is blocked"),
            Text::tr("The PIN was wrong too many times.\nOnly a reset helps, and a reset erases "
                     "the key."),
            Text::tr("Your other keys still work.")};
    case Kind::PinNotSet:
        return {Text::tr("This key has no PIN yet"),
                Text::tr("Choose one with your key's own program, then try again."),
                {}};
    case Kind::NotRegistered:
        return {Text::tr("This key isn't registered"),
                Text::tr("%1 doesn't know it.\nUse another key, or register this one.").arg(server),
                moment.model};
    }
    return {};
}

RequesterText requesterText(const Requester &who, const QString &server) {
    if (who.purpose == Requester::Purpose::SignIn)
        return {Text::tr("You are signing in"), server,
                who.pid == 0 ? QString() : Text::tr("%1, pid %2").arg(who.program).arg(who.pid)};
    QString second = Text::tr("%1 as %2").arg(who.region, who.role);
    if (!who.directory.isEmpty())
        second += u" · "_s + shortPath(who.directory);
    return {Text::tr("%1 wants %2").arg(who.program, who.repository), second,
            Text::tr("%1, pid %2, in %3").arg(who.program).arg(who.pid).arg(who.directory)};
}

} // namespace vouch::ui
