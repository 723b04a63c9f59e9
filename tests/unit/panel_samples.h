// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel_content.h"

#include <QHash>

namespace vouch::ui {

/// The panel in each of its states, as the mockups have it, by the state's name.
inline QList<std::pair<QString, PanelContent>> panelSamples() {
    using namespace Qt::Literals::StringLiterals;
    using Mark = PanelRow::Mark;
    const auto row = [](Mark mark, const QString &first, const QString &second,
                        const QString &right) {
        return PanelRow{mark, 0, first, second, right, first, {}};
    };
    const QList<PanelRow> used{
        row(Mark::Allowed, u"payments-api"_s, u"git (48210) · Developer"_s, u"10:22"_s),
        row(Mark::Allowed, u"web-frontend"_s, u"IntelliJ IDEA (3127) · Developer"_s, u"10:04"_s),
        row(Mark::Refused, u"infra-live"_s, u"Refused: Developer may not read it"_s, u"09:51"_s),
        row(Mark::Allowed, u"payments-api"_s, u"git (44018) · Developer"_s, u"09:33"_s)};
    const auto base = [&](State state, const QString &title, const QString &text,
                          const QString &credentials) {
        PanelContent content;
        content.state = state;
        content.isSignedIn =
            state == State::Active || state == State::Soon || state == State::Ending;
        content.isTime = content.isSignedIn;
        content.picture = trayPicture(state, {}, {});
        content.account = u"nora.winter@example.com"_s;
        content.server = u"us.vouch.sh"_s;
        content.title = title;
        content.text = text;
        content.spokenTime = title + u" left, until 15:40"_s;
        content.role = PanelContent::RolePart{u"Developer"_s,
                                              u"1234 5678 9012 · us-east-1"_s,
                                              {u"Developer"_s, u"Auditor"_s},
                                              u"AWS credentials"_s,
                                              credentials};
        content.hasRecentUse = true;
        content.recentUse = used;
        return content;
    };
    PanelContent active = base(State::Active, u"5 h 12 min"_s, u"Signed in until 15:40"_s,
                               u"47 min left, until 11:15"_s);
    active.picture.parts = 21;
    PanelContent soon = base(State::Soon, u"24 min 18 s"_s, u"Session ends at 15:40"_s,
                             u"24 min left, until 15:40"_s);
    soon.picture.parts = 5;
    const PanelContent ending = base(State::Ending, u"4 min 31 s"_s, u"Session ends at 15:40"_s,
                                     u"4 min left, until 15:40"_s);
    const PanelContent out =
        base(State::SignedOut, u"Signed out"_s, u"Your session ended at 15:40."_s, u"none"_s);
    PanelContent waiting =
        base(State::Waiting, u"Waiting for you"_s, u"Two programs want to use git."_s, u"none"_s);
    waiting.hasRecentUse = false;
    waiting.recentUse.clear();
    waiting.waiting = {row(Mark::Waiting, u"git wants payments-api"_s,
                           u"us-east-1 as Developer · pid 48210"_s, u"12 s"_s),
                       row(Mark::Waiting, u"VS Code wants web-frontend"_s,
                           u"us-east-1 as Developer · pid 3127"_s, u"8 s"_s)};
    waiting.quiet = {{{u"IntelliJ IDEA"_s, u"infra-live"_s, {}},
                      u"IntelliJ IDEA, infra-live"_s,
                      u"Not asked again until 10:45"_s}};
    PanelContent problem = base(State::Problem, u"Can't reach us.vouch.sh"_s,
                                u"The network is up, but the server does not answer. If you use a "
                                "VPN, connect it."_s,
                                u"none"_s);
    problem.recentUse.resize(2);
    PanelContent first;
    first.account = u"Vouch"_s;
    first.server = u"Not set up yet"_s;
    first.title = u"Welcome to Vouch"_s;
    first.text = u"Touch your security key once, and git works for 8 hours."_s;
    const auto step = [](int number, const QString &title, const QString &text) {
        return PanelRow{Mark::Number, number, title, text, {}, title, {}};
    };
    first.steps = {step(1, u"Your server"_s, u"The address your organisation gave you"_s),
                   step(2, u"Your key"_s, u"Insert it, and choose a PIN if it has none"_s),
                   step(3, u"Your role and git"_s, u"Checked before anything is changed"_s)};
    return {{u"active"_s, active},    {u"soon"_s, soon},       {u"ending"_s, ending},
            {u"signed-out"_s, out},   {u"waiting"_s, waiting}, {u"problem"_s, problem},
            {u"first-start"_s, first}};
}

} // namespace vouch::ui
