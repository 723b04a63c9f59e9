// SPDX-License-Identifier: Apache-2.0
#include "cli/prompter.h"

#include "cli/terminal.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

Secret askPin(const QString &question) {
    const auto pin = askHidden(question);
    if (!pin)
        throw UserCanceled();
    // Keys require NFC (CTAP 2.1 section 6.5.1), and terminals may send other forms. ASCII is NFC.
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const bool plain = std::ranges::all_of(pin->view(), isAscii);
    if (plain)
        return Secret(pin->view());
    QString typed = QString::fromUtf8(pin->view());
    QString normalized = typed.normalized(QString::NormalizationForm_C);
    Secret made = Secret::take(normalized.toUtf8());
    typed.fill(u'\0');
    normalized.fill(u'\0');
    return made;
}

/// Prompts twice, since the input isn't shown.
Secret askNewPin(const QString &question) {
    while (true) {
        Secret pin = askPin(question);
        if (askPin(Strings::tr("Enter the PIN again: ")).equals(pin.view()))
            return pin;
        printNote(Strings::tr("The two PINs don't match."));
    }
}

QString pinQuestion(const wire::Block &event) {
    const QString model = text(event, "key");
    const int left = text(event, "left").toInt();
    const QString attempts = left == 1              ? Strings::tr(" (1 attempt left)")
                             : left > 0 && left < 8 ? Strings::tr(" (%1 attempts left)").arg(left)
                                                    : QString();
    const QString wrong = event.value("wrong") == "yes" ? Strings::tr("Wrong PIN. ") : QString();
    const QString what = event.value("old") == "yes" ? Strings::tr("Old PIN") : Strings::tr("PIN");
    return Strings::tr("%1%2 for %3%4: ")
        .arg(wrong, what, model.isEmpty() ? Strings::tr("your key") : model, attempts);
}

QString newPinQuestion(const wire::Block &event) {
    const QString model = text(event, "key");
    return Strings::tr("New PIN for %1, at least %2 characters: ")
        .arg(model.isEmpty() ? Strings::tr("your key") : model, text(event, "least"));
}

void answerAccount(const wire::Block &ask, const QStringList &accounts,
                   wire::Connection &connection) {
    printNote(Strings::tr("This key has several accounts:"));
    for (qsizetype i = 0; i < accounts.size(); ++i)
        printNote(u"  %1  %2"_s.arg(QString::number(i + 1), accounts[i]));
    const auto number = askLine(Strings::tr("Which one? [1-%1] ").arg(accounts.size()));
    if (!number)
        throw UserCanceled();
    reply(ask, number->view(), connection);
}

} // namespace

void reply(const wire::Block &ask, QByteArrayView value, wire::Connection &connection) {
    connection.send(wire::BlockWriter()
                        .add("reply", ask.value("id"))
                        .add("value", {value.data(), std::size_t(value.size())})
                        .finish(),
                    std::chrono::steady_clock::now() + std::chrono::seconds(5));
}

void answerHidden(const wire::Block &ask, const QString &question, wire::Connection &connection) {
    const auto typed = askHidden(question);
    if (!typed)
        throw UserCanceled();
    reply(ask, typed->view(), connection);
}

void Prompter::operator()(const wire::Block &event, wire::Connection &connection) {
    const std::string_view name = event.value("event");
    if (name == "system")
        printNote(Strings::tr("%1 is asking for your key: continue in its window.")
                      .arg(text(event, "name")));
    else if (name == "insert")
        printNote(Strings::tr("Insert your security key."));
    else if (name == "choose")
        printNote(Strings::tr("Touch the key you want to use: %1.").arg(text(event, "label")));
    else if (name == "touch")
        printNote(Strings::tr("Touch your key: it is blinking."));
    else if (name == "pin")
        question_ = pinQuestion(event);
    else if (name == "new_pin") {
        if (event.find("problem"))
            printNote(text(event, "problem"));
        question_ = newPinQuestion(event);
    } else if (name == "account")
        accounts_.append(text(event, "name"));
    else if (name == "ask" && event.value("what") == "pin")
        reply(event, askPin(question_).view(), connection);
    else if (name == "ask" && event.value("what") == "new_pin")
        reply(event, askNewPin(question_).view(), connection);
    else if (name == "ask" && event.value("what") == "account")
        answerAccount(event, accounts_, connection);
}

PromptOptions promptOptions(const QCommandLineParser &line) {
    return {line.isSet(u"terminal"_s), line.isSet(u"last-attempts"_s)};
}

wire::Block exchangeWithPrompts(std::string_view command, const PromptOptions &options,
                                const AddFields &addFields, const OnEvent &event) {
    const auto paths = wire::runtimePaths();
    const auto attempt = [&](bool onTerminal) {
        wire::BlockWriter request = wire::request(command);
        request.add("via", onTerminal ? "terminal" : "window")
            .add("last_attempts", options.lastAttempts ? "yes" : "no");
        if (addFields)
            addFields(request);
        Prompter prompter;
        const OnEvent both = [&](const wire::Block &block, wire::Connection &connection) {
            prompter(block, connection);
            if (event)
                event(block, connection);
        };
        return exchange(wire::connectOrStart(paths), request.finish(), both);
    };
    auto answer = attempt(options.onTerminal);
    const auto failure = wire::failure(answer);
    if (failure && failure->kind == "prompt_needed" && !options.onTerminal)
        answer = attempt(true); // the application has no display
    return answer;
}

} // namespace vouch::cli
