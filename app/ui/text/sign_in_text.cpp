// SPDX-License-Identifier: Apache-2.0
#include "ui/text/sign_in_text.h"

#include "fido/pin_rules.h"
#include "ui/text/path_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using Weight = CeremonyText::Weight;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};

CeremonyText pinText(const SignIn::CeremonyState &state, const CeremonyContext &context) {
    CeremonyText text{Strings::tr("Enter the key's PIN"), state.model, {}, {}};
    if (state.wrongPin) {
        text.status = Strings::tr("Wrong PIN. %n attempt(s) left.", nullptr, state.attemptsLeft);
        text.weight = Weight::Plain;
        if (state.attemptsLeft <= fewPinAttempts) {
            text.weight = Weight::Warning;
            text.statusMore = Strings::tr("After that, you'll need to reset the key.");
        }
    } else if (context.sessionLength && !context.adding) {
        text.status =
            Strings::tr("Signs you in until %1").arg(dayTime(context.now + *context.sessionLength));
    }
    return text;
}

QString severalKeys(const QStringList &models) {
    if (models.size() == 2 && models[0] != models[1] && !models.contains(QString()))
        return Strings::tr("%1 and %2 are inserted.").arg(models[0], models[1]);
    return Strings::tr("%n key(s) are inserted.", nullptr, int(models.size()));
}

QString severalAccounts(int count, const QString &server) {
    if (count == 2)
        return Strings::tr("This key holds two accounts for %1.").arg(server);
    return Strings::tr("This key holds %n account(s) for %1.", nullptr, count).arg(server);
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
        return {context.adding ? Strings::tr("Adding the key") : Strings::tr("Signing in"),
                (state.model.isEmpty() ? Strings::tr("Waiting for %1.")
                                       : Strings::tr("%1 is checking your key."))
                    .arg(context.server),
                {},
                {}};
    case Kind::SystemNext:
        return {
            Strings::tr("Continue when you're ready"),
            context.adding
                ? Strings::tr("%1 then asks for the key you want to add, its PIN and a touch.")
                      .arg(state.system)
                : Strings::tr("%1 then asks for your key, its PIN and a touch.").arg(state.system),
            {},
            {}};
    case Kind::SystemAsks:
        return {Strings::tr("%1 is asking for your key").arg(state.system),
                context.adding
                    ? Strings::tr("Continue in its window, with the key you want to add.\n"
                                  "It asks for the key's PIN and a touch.")
                    : Strings::tr("Continue in its window: it asks for the key's PIN and a touch."),
                {},
                {}};
    case Kind::Insert:
        if (context.adding)
            return {Strings::tr("Insert the new key"),
                    Strings::tr("Plug the key you want to add into a USB port."),
                    {},
                    {}};
        return {Strings::tr("Insert your key"),
                Strings::tr("Plug your security key into a USB port."),
                {},
                {}};
    case Kind::InsertAgain:
        return {Strings::tr("Insert your key again"),
                Strings::tr("The key was removed before you touched it. Nothing is lost."),
                {},
                {}};
    case Kind::Pin:
    case Kind::CheckingPin:
        return pinText(state, context);
    case Kind::Touch:
        return {Strings::tr("Touch your key"),
                Strings::tr("Your key is blinking. Touch its gold disc."),
                Strings::tr("%n second(s) left", nullptr, touchSecondsLeft(state, context.now)),
                {}};
    case Kind::ChooseKey:
        return {Strings::tr("Touch the key you want to use"), severalKeys(state.choices), {}, {}};
    case Kind::ChooseAccount:
        return {Strings::tr("Choose an account"),
                severalAccounts(int(state.choices.size()), context.server),
                {},
                {}};
    case Kind::NotTouched:
        return {state.system.isEmpty()
                    ? Strings::tr("You didn't touch the key")
                    : Strings::tr("%1 stopped waiting for your key").arg(state.system),
                Strings::tr("Try again when the key is within reach."),
                {},
                {}};
    case Kind::PullOut:
        return {Strings::tr("Pull the key out and insert it again"),
                Strings::tr("After three wrong PINs in a row, the key must be reinserted."),
                Strings::tr("%n attempt(s) left", nullptr, state.attemptsLeft),
                {}};
    case Kind::PinBlocked:
        return {
            Strings::tr("This key's PIN is blocked"),
            Strings::tr(
                "The wrong PIN was entered too many times.\nYou'll need to reset the key, which "
                "erases it."),
            Strings::tr("Your other keys still work."),
            {}};
    case Kind::PinNotSet:
        return {Strings::tr("This key has no PIN yet"),
                Strings::tr("Choose one now. You'll enter it each time you sign in."),
                {},
                {}};
    case Kind::PinOutdated:
        return {Strings::tr("This key requires a new PIN"),
                Strings::tr("Change the PIN now. Your accounts stay on the key."),
                {},
                {}};
    case Kind::KeyBusy:
        return {Strings::tr("Your key is in use"),
                Strings::tr("Another program or window is using it, such as a browser tab.\n"
                            "Close that, then try again."),
                state.model,
                {}};
    case Kind::NotRegistered:
        if (!state.system.isEmpty())
            return {Strings::tr("%1 found no account on your key").arg(state.system),
                    Strings::tr("Your key holds none for %1.\nUse another key, or register this "
                                "one.")
                        .arg(context.server),
                    {},
                    {}};
        return {
            Strings::tr("This key isn't registered"),
            Strings::tr("%1 doesn't recognize this key.\nUse another key, or register this one.")
                .arg(context.server),
            state.model,
            {}};
    case Kind::AlreadyRegistered:
        return {Strings::tr("This key is already registered"),
                Strings::tr("%1 already knows this key.\nInsert the key you want to add.")
                    .arg(context.server),
                state.model,
                {}};
    case Kind::KeyFull:
        return {Strings::tr("This key is full"),
                Strings::tr("It can't hold another account.\nUse another key, or remove an account "
                            "from this one."),
                state.model,
                {}};
    }
    return {};
}

CeremonyText successText(const QString &subject, Time until, bool adding) {
    return {adding ? Strings::tr("Key added")
                   : Strings::tr("Signed in until %1").arg(dayTime(until)),
            subject,
            {},
            {},
            Weight::Success};
}

QList<CeremonyText> longestTexts(const CeremonyContext &context) {
    using Kind = SignIn::CeremonyState::Kind;
    QList<CeremonyText> all{successText({}, context.now, false),
                            successText({}, context.now, true)};
    for (const Kind kind :
         {Kind::Checking, Kind::SystemNext, Kind::SystemAsks, Kind::Insert, Kind::InsertAgain,
          Kind::Pin, Kind::Touch, Kind::NotTouched, Kind::PullOut, Kind::PinBlocked,
          Kind::PinNotSet, Kind::PinOutdated, Kind::KeyBusy, Kind::NotRegistered,
          Kind::AlreadyRegistered, Kind::KeyFull, Kind::ChooseKey, Kind::ChooseAccount}) {
        SignIn::CeremonyState state(kind, u"YubiKey 5C NFC"_s);
        state.attemptsLeft = fewPinAttempts;
        state.choices = QStringList{state.model, u"Security Key NFC"_s};
        CeremonyContext adding = context;
        adding.adding = true;
        all.append(ceremonyText(state, context));
        all.append(ceremonyText(state, adding));
        state.wrongPin = true;
        all.append(ceremonyText(state, context));
        state.system = u"Windows"_s;
        all.append(ceremonyText(state, context));
        all.append(ceremonyText(state, adding));
    }
    return all;
}

RequesterText requesterText(const Requester &who, const QString &server) {
    using Purpose = Requester::Purpose;
    const QString program =
        who.pid == 0 ? QString()
                     : Strings::tr("%1, pid %2").arg(who.program, QString::number(who.pid));
    if (who.purpose == Purpose::SignIn)
        return {Strings::tr("You are signing in"),
                who.role.isEmpty() ? server : Strings::tr("%1 as %2").arg(server, who.role),
                program};
    if (who.purpose == Purpose::AddKey)
        return {Strings::tr("You are adding a key"), server, program};
    if (who.purpose == Purpose::RemoveKey)
        return {Strings::tr("You are removing a key"), server, program};
    if (who.purpose == Purpose::AddProfile)
        return {Strings::tr("You are adding AWS keys"), Strings::tr("for profile %1").arg(who.role),
                program};
    QString second = who.role.isEmpty()     ? who.region
                     : who.region.isEmpty() ? Strings::tr("as %1", "a role").arg(who.role)
                                            : Strings::tr("%1 as %2").arg(who.region, who.role);
    if (!who.unusedProfile.isEmpty())
        second = Strings::tr("%1 (ignoring AWS_PROFILE=%2)").arg(second, who.unusedProfile);
    if (who.purpose == Purpose::Console)
        return {Strings::tr("Opening the AWS console"), second, program};
    if (!who.terminal.isEmpty())
        second += (second.isEmpty() ? QString() : u" · "_s) +
                  Strings::tr("in %1", "a terminal's program").arg(who.terminal);
    if (!who.directory.isEmpty())
        second += (second.isEmpty() ? QString() : u" · "_s) + underHome(who.directory);
    if (who.purpose == Purpose::Program)
        return {Strings::tr("%1 wants AWS credentials").arg(who.program), second,
                Strings::tr("%1, pid %2, in %3")
                    .arg(who.program, QString::number(who.pid), who.directory)};
    return {
        Strings::tr("%1 wants %2").arg(who.program, who.repository), second,
        Strings::tr("%1, pid %2, in %3").arg(who.program, QString::number(who.pid), who.directory)};
}

bool isProgram(const Requester &who) {
    return who.purpose == Requester::Purpose::Git || who.purpose == Requester::Purpose::Program;
}

QString refusalText(const QList<Requester> &requesters) {
    const bool isForPrograms = !requesters.isEmpty() && std::ranges::all_of(requesters, isProgram);
    return isForPrograms ? Strings::tr("&Not now") : Strings::tr("&Cancel");
}

QString noticeText(const SignIn::CeremonyState &state, const Requester &who) {
    using Kind = SignIn::CeremonyState::Kind;
    if (state.kind == Kind::SystemNext)
        return Strings::tr("%1 asks for your key once you continue.").arg(state.system);
    if (state.kind == Kind::SystemAsks)
        return Strings::tr("%1 is asking for your key: continue in its window.").arg(state.system);
    return isProgram(who) ? Strings::tr("Touch your key to let it continue.")
                          : Strings::tr("Touch your key to continue.");
}

} // namespace vouch::ui
