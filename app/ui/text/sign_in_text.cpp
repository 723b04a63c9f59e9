// SPDX-License-Identifier: Apache-2.0
#include "ui/text/sign_in_text.h"

#include "fido/pin_rules.h"
#include "ui/text/path_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using Weight = CeremonyText::Weight;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};

CeremonyText pinText(const SignIn::CeremonyState &state, const CeremonyContext &context) {
    CeremonyText text{Text::tr("Enter the key's PIN"), state.model, {}, {}};
    if (state.wrongPin) {
        text.status = Text::tr("Wrong PIN. %n attempt(s) left.", nullptr, state.attemptsLeft);
        text.weight = Weight::Plain;
        if (state.attemptsLeft <= fewPinAttempts) {
            text.weight = Weight::Warning;
            text.statusMore = Text::tr("After that, you'll need to reset the key.");
        }
    } else if (context.sessionLength && !context.adding) {
        const auto end = toLocal(context.now + *context.sessionLength).time();
        text.status =
            Text::tr("Signs you in until %1").arg(QLocale().toString(end, QLocale::ShortFormat));
    }
    return text;
}

QString severalKeys(const QStringList &models) {
    if (models.size() == 2 && models[0] != models[1] && !models.contains(QString()))
        return Text::tr("%1 and %2 are inserted.").arg(models[0], models[1]);
    return Text::tr("%n key(s) are inserted.", nullptr, int(models.size()));
}

QString severalAccounts(int count, const QString &server) {
    if (count == 2)
        return Text::tr("This key holds two accounts for %1.").arg(server);
    return Text::tr("This key holds %n account(s) for %1.", nullptr, count).arg(server);
}

} // namespace

int touchSecondsLeft(const SignIn::CeremonyState &state, Time now) {
    return qMax(0, int((state.until - now).count()));
}

CeremonyText ceremonyText(const SignIn::CeremonyState &state, const CeremonyContext &context) {
    using Kind = SignIn::CeremonyState::Kind;
    switch (state.kind) {
    case Kind::Idle:
        return {};
    case Kind::Checking:
        return {context.adding ? Text::tr("Adding the key") : Text::tr("Signing in"),
                (state.model.isEmpty() ? Text::tr("Waiting for %1.")
                                       : Text::tr("%1 is checking your key."))
                    .arg(context.server),
                {},
                {}};
    case Kind::Insert:
        if (context.adding)
            return {Text::tr("Insert the new key"),
                    Text::tr("Plug the key you want to add into a USB port."),
                    {},
                    {}};
        return {Text::tr("Insert your key"),
                Text::tr("Plug your security key into a USB port."),
                {},
                {}};
    case Kind::InsertAgain:
        return {Text::tr("Insert your key again"),
                Text::tr("The key was removed before you touched it. Nothing is lost."),
                {},
                {}};
    case Kind::Pin:
    case Kind::CheckingPin:
        return pinText(state, context);
    case Kind::Touch:
        return {Text::tr("Touch your key"),
                Text::tr("Your key is blinking. Touch its gold disc."),
                Text::tr("%n second(s) left", nullptr, touchSecondsLeft(state, context.now)),
                {}};
    case Kind::ChooseKey:
        return {Text::tr("Touch the key you want to use"), severalKeys(state.choices), {}, {}};
    case Kind::ChooseAccount:
        return {Text::tr("Choose an account"),
                severalAccounts(int(state.choices.size()), context.server),
                {},
                {}};
    case Kind::NotTouched:
        return {Text::tr("You didn't touch the key"),
                Text::tr("Try again when the key is within reach."),
                {},
                {}};
    case Kind::PullOut:
        return {Text::tr("Pull the key out and insert it again"),
                Text::tr("After three wrong PINs in a row, the key must be reinserted."),
                Text::tr("%n attempt(s) left", nullptr, state.attemptsLeft),
                {}};
    case Kind::PinBlocked:
        return {
            Text::tr("This key's PIN is blocked"),
            Text::tr(
                "The wrong PIN was entered too many times.\nYou'll need to reset the key, which "
                "erases it."),
            Text::tr("Your other keys still work."),
            {}};
    case Kind::PinNotSet:
        return {Text::tr("This key has no PIN yet"),
                Text::tr("Choose one now. You'll enter it each time you sign in."),
                {},
                {}};
    case Kind::PinOutdated:
        return {Text::tr("This key requires a new PIN"),
                Text::tr("Change the PIN now. Your accounts stay on the key."),
                {},
                {}};
    case Kind::KeyBusy:
        return {Text::tr("Your key is in use"),
                Text::tr("Another program or window is using it, such as a browser tab.\n"
                         "Close that, then try again."),
                state.model,
                {}};
    case Kind::NotRegistered:
        return {Text::tr("This key isn't registered"),
                Text::tr("%1 doesn't recognize this key.\nUse another key, or register this one.")
                    .arg(context.server),
                state.model,
                {}};
    case Kind::AlreadyRegistered:
        return {Text::tr("This key is already registered"),
                Text::tr("%1 already knows this key.\nInsert the key you want to add.")
                    .arg(context.server),
                state.model,
                {}};
    case Kind::KeyFull:
        return {Text::tr("This key is full"),
                Text::tr("It can't hold another account.\nUse another key, or remove an account "
                         "from this one."),
                state.model,
                {}};
    }
    return {};
}

QList<CeremonyText> longestTexts(const CeremonyContext &context) {
    using Kind = SignIn::CeremonyState::Kind;
    QList<CeremonyText> all;
    for (const Kind kind :
         {Kind::Checking, Kind::Insert, Kind::InsertAgain, Kind::Pin, Kind::Touch, Kind::NotTouched,
          Kind::PullOut, Kind::PinBlocked, Kind::PinNotSet, Kind::PinOutdated, Kind::KeyBusy,
          Kind::NotRegistered, Kind::AlreadyRegistered, Kind::KeyFull, Kind::ChooseKey,
          Kind::ChooseAccount}) {
        SignIn::CeremonyState state(kind, u"YubiKey 5C NFC"_s);
        state.attemptsLeft = fewPinAttempts;
        state.choices = QStringList{state.model, u"Security Key NFC"_s};
        CeremonyContext adding = context;
        adding.adding = true;
        all.append(ceremonyText(state, context));
        all.append(ceremonyText(state, adding));
        state.wrongPin = true;
        all.append(ceremonyText(state, context));
    }
    return all;
}

RequesterText requesterText(const Requester &who, const QString &server) {
    using Purpose = Requester::Purpose;
    const QString program = who.pid == 0
                                ? QString()
                                : Text::tr("%1, pid %2").arg(who.program, QString::number(who.pid));
    if (who.purpose == Purpose::SignIn)
        return {Text::tr("You are signing in"),
                who.role.isEmpty() ? server : Text::tr("%1 as %2").arg(server, who.role), program};
    if (who.purpose == Purpose::AddKey)
        return {Text::tr("You are adding a key"), server, program};
    if (who.purpose == Purpose::RemoveKey)
        return {Text::tr("You are removing a key"), server, program};
    if (who.purpose == Purpose::AddProfile)
        return {Text::tr("You are adding AWS keys"), Text::tr("for profile %1").arg(who.role),
                program};
    QString second = who.role.isEmpty()     ? who.region
                     : who.region.isEmpty() ? Text::tr("as %1", "a role").arg(who.role)
                                            : Text::tr("%1 as %2").arg(who.region, who.role);
    if (!who.unusedProfile.isEmpty())
        second = Text::tr("%1 (ignoring AWS_PROFILE=%2)").arg(second, who.unusedProfile);
    if (who.purpose == Purpose::Console)
        return {Text::tr("Opening the AWS console"), second, program};
    if (!who.directory.isEmpty())
        second += (second.isEmpty() ? QString() : u" · "_s) + underHome(who.directory);
    if (who.purpose == Purpose::Program)
        return {Text::tr("%1 wants AWS credentials").arg(who.program), second,
                Text::tr("%1, pid %2, in %3")
                    .arg(who.program, QString::number(who.pid), who.directory)};
    return {
        Text::tr("%1 wants %2").arg(who.program, who.repository), second,
        Text::tr("%1, pid %2, in %3").arg(who.program, QString::number(who.pid), who.directory)};
}

bool isProgram(const Requester &who) {
    return who.purpose == Requester::Purpose::Git || who.purpose == Requester::Purpose::Program;
}

bool isAwaited(const QList<Requester> &requesters) {
    return std::ranges::any_of(requesters, [](const Requester &who) {
        const bool isOurs = who.pid == 0; // the user pressed something in Vouch
        return isOurs || (who.isInForeground && who.purpose != Requester::Purpose::Program);
    });
}

} // namespace vouch::ui
