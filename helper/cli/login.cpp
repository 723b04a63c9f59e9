// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "cli/terminal.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The person gave up while the terminal asked.
struct GaveUp {};

wire::Bytes loginRequest(bool terminal, bool lastAttempts) {
    return wire::request("login")
        .add("via", terminal ? "terminal" : "window")
        .add("last_attempts", lastAttempts ? "yes" : "no")
        .finish();
}

void answerPin(const wire::Block &ask, const QString &question, wire::Connection &connection) {
    const auto pin = askHidden(question);
    if (!pin)
        throw GaveUp();
    // The key wants NFC (CTAP 2.1 section 6.5.1), whatever the terminal sends. ASCII is NFC.
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const bool plain = std::ranges::all_of(pin->view(), isAscii);
    const Secret normalized =
        plain
            ? Secret(pin->view())
            : Secret::take(
                  QString::fromUtf8(pin->view()).normalized(QString::NormalizationForm_C).toUtf8());
    connection.send(wire::BlockWriter()
                        .add("reply", ask.value("id"))
                        .add("value", {normalized.view().data(), std::size_t(normalized.size())})
                        .finish(),
                    std::chrono::steady_clock::now() + std::chrono::seconds(5));
}

/// Says what the person is to do, and asks for the PIN.
class Prompter {
public:
    void operator()(const wire::Block &event, wire::Connection &connection) {
        const std::string_view name = event.value("event");
        if (name == "insert")
            print(u"Insert your security key."_s);
        else if (name == "choose")
            print(u"Touch the key you want to use: %1."_s.arg(text(event, "label")));
        else if (name == "touch")
            print(u"Touch your key: it is blinking."_s);
        else if (name == "pin")
            question_ = question(event);
        else if (name == "ask" && event.value("what") == "pin")
            answerPin(event, question_, connection);
    }

private:
    static QString question(const wire::Block &event) {
        const QString key = text(event, "key");
        const int left = text(event, "left").toInt();
        const QString about = left > 0 && left < 8 ? u" (%1 attempts left)"_s.arg(left) : QString();
        return u"PIN for %1%2: "_s.arg(key.isEmpty() ? u"your key"_s : key, about);
    }

    QString question_ = u"PIN: "_s;
};

} // namespace

int login(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with your security key, in Vouch's window or on this terminal."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for the PIN on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on the terminal even if 3 or fewer attempts are left."_s);
    parser.addOptions({terminal, last});
    parser.addHelpOption();
    parser.process(QStringList{u"vouch login"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);

    const auto places = wire::places();
    const auto attempt = [&](bool onTerminal) {
        return converse(wire::connectOrStart(places), loginRequest(onTerminal, parser.isSet(last)),
                        Prompter());
    };
    try {
        auto answer = attempt(parser.isSet(terminal));
        auto failure = wire::failure(answer);
        if (failure && failure->kind == "prompt_needed" && !parser.isSet(terminal)) {
            answer = attempt(true); // the application has no display
            failure = wire::failure(answer);
        }
        if (failure)
            return complain(*failure);
        const auto end = QDateTime::fromSecsSinceEpoch(text(answer, "expires_at").toLongLong());
        print(u"Signed in as %1 at %2 until %3."_s.arg(
            text(answer, "email"), text(answer, "server"),
            QLocale().toString(end, QLocale::ShortFormat)));
        return Done;
    } catch (const GaveUp &) {
        complain(u"Cancelled."_s);
        return CancelledByPerson;
    }
}

} // namespace vouch::cli
