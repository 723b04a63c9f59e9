// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/sign_in.h"

#include <QDir>
#include <QList>

#include <chrono>

/// The states of the sign-in dialog, for tests and screenshots.
namespace vouch::ui {

struct SignInSample {
    QString name;
    SignIn::CeremonyState state;
    QList<Requester> requesters;
    QString typed; ///< into the PIN field
    KeyCeremony::Aim aim = KeyCeremony::Aim::SignIn;
};

inline Requester sampleGit() {
    Requester who;
    who.purpose = Requester::Purpose::Git;
    who.program = QStringLiteral("git");
    who.pid = 48210;
    who.directory = QDir::homePath() + QStringLiteral("/work/payments-api");
    who.repository = QStringLiteral("payments-api");
    who.region = QStringLiteral("us-east-1");
    who.role = QStringLiteral("Developer");
    who.isInForeground = true;
    return who;
}

inline Requester sampleEditor() {
    Requester who = sampleGit();
    who.program = QStringLiteral("IntelliJ IDEA");
    who.pid = 3127;
    who.repository = QStringLiteral("infra-live");
    who.directory = QDir::homePath() + QStringLiteral("/work/infra-live");
    return who;
}

inline const QString sampleServer = QStringLiteral("us.vouch.sh");
inline const Time sampleNow{std::chrono::seconds(1'699'956'900)}; // 10:15 UTC

inline QList<SignInSample> signInSamples() {
    using Kind = SignIn::CeremonyStateKind;
    const QString model = QStringLiteral("YubiKey 5C NFC");
    const QList<Requester> one{sampleGit()};
    QList<SignInSample> all;
    const auto add = [&](const char *name, SignIn::CeremonyState state) {
        all.append({QString::fromLatin1(name), std::move(state), one, {}, {}});
    };
    const auto wrong = [&](int left) {
        SignIn::CeremonyState state(Kind::Pin, model);
        state.wrongPin = true;
        state.attemptsLeft = left;
        return state;
    };
    add("waiting", Kind::Checking);
    for (const auto &[name, kind] :
         {std::pair("system-next", Kind::SystemNext), std::pair("system-asks", Kind::SystemAsks),
          std::pair("system-too-late", Kind::NotTouched),
          std::pair("system-no-account", Kind::NotRegistered)}) {
        add(name, kind);
        all.last().state.system = QStringLiteral("Windows");
    }
    add("insert", Kind::Insert);
    add("pin", {Kind::Pin, model});
    all.last().typed = QStringLiteral("123456");
    add("touch", {Kind::Touch, model});
    all.last().state.until = sampleNow + std::chrono::seconds(22);
    add("several-keys", Kind::ChooseKey);
    all.last().state.choices = QStringList{model, QStringLiteral("Security Key NFC")};
    add("several-accounts", {Kind::ChooseAccount, model});
    all.last().state.choices = QStringList{QStringLiteral("nora.winter@example.com"),
                                           QStringLiteral("nora.admin@example.com")};
    add("wrong-pin-6-left", wrong(6));
    add("wrong-pin-3-left", wrong(3));
    add("three-in-a-row", {Kind::PullOut, model});
    all.last().state.attemptsLeft = 5;
    add("pin-blocked", {Kind::PinBlocked, model});
    add("no-pin", {Kind::PinNotSet, model});
    add("new-pin-wanted", {Kind::PinOutdated, model});
    add("key-in-use", {Kind::KeyBusy, model});
    add("not-registered", {Kind::NotRegistered, model});
    add("pulled-out", {Kind::InsertAgain, model});
    add("no-touch", {Kind::NotTouched, model});
    add("checking", {Kind::Checking, model});
    add("several-requests", {Kind::Pin, model});
    all.last().requesters = {sampleGit(), sampleEditor(), sampleEditor()};
    add("you-are-signing-in", {Kind::Pin, model});
    Requester you;
    you.role = QStringLiteral("Developer");
    all.last().requesters = {you};
    Requester adding;
    adding.purpose = Requester::Purpose::AddKey;
    for (const auto &[name, kind] :
         {std::pair("adding", Kind::Insert), std::pair("adding-system-next", Kind::SystemNext),
          std::pair("adding-system-asks", Kind::SystemAsks),
          std::pair("adding-checking", Kind::Checking),
          std::pair("already-registered", Kind::AlreadyRegistered),
          std::pair("key-full", Kind::KeyFull)}) {
        add(name, {kind, model});
        all.last().requesters = {adding};
        all.last().aim = KeyCeremony::Aim::AddKey;
        if (kind == Kind::SystemNext || kind == Kind::SystemAsks)
            all.last().state.system = QStringLiteral("Windows");
    }
    return all;
}

} // namespace vouch::ui
