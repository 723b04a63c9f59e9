// SPDX-License-Identifier: Apache-2.0
#include "ui/text/window_text.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::WindowText)
};

struct Replacement {
    QLatin1StringView command; ///< how the command begins
    Advice::Place place;
    const char *text; ///< to be translated; null: the sentence is dropped
};

/// The first that matches counts.
constexpr auto replacements = std::to_array<Replacement>({
    {"vouch config set ca-bundle-aws"_L1, Advice::Place::Aws,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText",
                       "If your organization uses its own certificate authority, choose its "
                       "certificate file in Vouch's settings.")},
    {"vouch config set ca-bundle"_L1, Advice::Place::General,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText",
                       "If your organization uses its own certificate authority, choose its "
                       "certificate file in Vouch's settings.")},
    {"vouch config unset ca-bundle"_L1, Advice::Place::General,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Check the certificate file in Vouch's settings.")},
    {"vouch config set server"_L1, Advice::Place::General,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Enter the server in Vouch's settings.")},
    {"vouch config set posture"_L1, Advice::Place::General,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText",
                       "Turn on the report about this computer in Vouch's settings.")},
    {"vouch config set aws-pro"_L1, Advice::Place::Aws,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText",
                       "You can change that in Vouch's settings, under AWS.")},
    {"vouch config set aws-"_L1, Advice::Place::Aws,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Check AWS's files in Vouch's settings.")},
    {"vouch config"_L1, Advice::Place::Roles,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Check the roles in Vouch's settings.")},
    {"vouch aws"_L1, Advice::Place::Profiles,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Check the AWS profiles in Vouch's settings.")},
    {"vouch keys"_L1, Advice::Place::Keys,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Change the PIN in Vouch's Keys window.")},
    {"vouch login"_L1, Advice::Place::SignIn,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Sign in.")},
    {"vouch logout"_L1, Advice::Place::SignIn,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Sign out, then sign in again.")},
    {"vouch setup"_L1, Advice::Place::Git,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText", "Set up git with Vouch.")},
    {"vouch forget"_L1, Advice::Place::None,
     QT_TRANSLATE_NOOP("vouch::ui::WindowText",
                       "Remove Vouch's entries for this server from your keychain, then sign in "
                       "again.")},
    {"vouch "_L1, Advice::Place::None, nullptr},
    {"git "_L1, Advice::Place::None, nullptr},
    {"unset "_L1, Advice::Place::None, nullptr},
});

} // namespace

Advice adviceFrom(const QString &hint) {
    static const QRegularExpression command(
        uR"((?:(?<=\A)|(?<=[\s:]))(?:vouch (?:config|setup|login|logout|keys|aws|forget|doctor|exec|enroll|status)\b|git (?:config|remote|ls-remote|clone)\b|unset [A-Z]))"_s);
    const auto match = command.match(hint);
    if (!match.hasMatch())
        return {hint, Advice::Place::None};
    const qsizetype at = match.capturedStart();
    // The sentence ends with the command, and so does the hint.
    const qsizetype stop = hint.lastIndexOf(". "_L1, at);
    Advice advice{stop < 0 ? QString() : hint.left(stop + 1), Advice::Place::None};
    const QStringView rest = QStringView(hint).sliced(at);
    for (const Replacement &each : replacements) {
        if (!rest.startsWith(each.command))
            continue;
        advice.place = each.place;
        if (each.text != nullptr)
            advice.text += (advice.text.isEmpty() ? u""_s : u" "_s) + Strings::tr(each.text);
        break;
    }
    return advice;
}

QString textInWindow(const Error &error) {
    return (error.message() + u' ' + adviceFrom(error.hint()).text).trimmed();
}

} // namespace vouch::ui
