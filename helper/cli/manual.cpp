// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.h"

#include "cli/command_help.h"
#include "cli/command_parameters.h"
#include "settings/options.h"

#include <QCoreApplication>

#include <span>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Text that roff takes for nothing else.
QString roffText(const QString &text) {
    QString escaped = text;
    escaped.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    return escaped.startsWith(u'.') || escaped.startsWith(u'\'') ? u"\\&"_s + escaped : escaped;
}

/// A term, and its explanation indented below it.
QString roffEntry(const QString &term, const QString &explanation) {
    return u".TP\n.B "_s + roffText(term) + u'\n' + roffText(explanation) + u'\n';
}

/// Paragraphs; indented lines are examples.
QString roffParagraphs(const QString &text) {
    QString page;
    bool isExample = false;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u' ') != isExample)
            page += isExample ? u".EE\n"_s : u".PP\n.EX\n"_s;
        else if (!isExample)
            page += u".PP\n"_s;
        isExample = line.startsWith(u' ');
        page += roffText(line) + u'\n';
    }
    return isExample ? page + u".EE\n"_s : page;
}

QString exitCodeText(std::span<const ExitCodeMeaning> codes) {
    QString page;
    for (const auto &[code, meaning] : codes)
        page += roffEntry(QString::number(code), QString::fromUtf8(meaning));
    return page;
}

QString commandSection(const Command &command) {
    QString page = u".SS "_s + roffText(usageLine(command).section(u' ', 1)) + u'\n';
    page += roffParagraphs(QString::fromUtf8(command.help));
    for (const Argument &argument : command.arguments)
        page += roffEntry(argument.name, QString::fromUtf8(argument.help));
    for (const CommandOption &option : command.options)
        page += roffEntry((u"--"_s + option.name + u' ' + option.value).trimmed(),
                          QString::fromUtf8(option.help));
    if (command.exitCodes.data() != parameters::usualCodes.data() &&
        command.exitCodes.data() != parameters::configCodes.data())
        page += u".PP\nExit codes:\n"_s + exitCodeText(command.exitCodes);
    return page;
}

} // namespace

QString manualPage() {
    QString page = u".TH VOUCH 1 \"\" \"vouch %1\" \"User commands\"\n"_s.arg(
        roffText(QCoreApplication::applicationVersion()));
    page += u".SH NAME\nvouch \\- git and AWS CodeCommit with one touch of a security key\n"_s;
    page += u".SH SYNOPSIS\n.B vouch\n[COMMAND] [OPTIONS]\n"_s;
    page += u".SH DESCRIPTION\nWithout a command, shows who is signed in and what to do next.\n"_s;
    page += u".SH COMMANDS\n"_s;
    for (const Command &command : commands())
        if (command.run != nullptr)
            page += commandSection(command);
    page += u".SH SETTINGS\nThe names that\n.B vouch config set\ntakes.\n"_s;
    for (const Option &option : options())
        page += roffEntry(option.name, option.description());
    page += u".SH EXIT STATUS\n"_s + exitCodeText(parameters::usualCodes);
    page += u".SH ENVIRONMENT\n"_s +
            roffEntry(u"NO_COLOR"_s, u"If it isn't empty, nothing is in color."_s) +
            roffEntry(u"LANGUAGE, LC_ALL, LC_MESSAGES, LANG"_s, u"The language of messages."_s);
    return page + u".SH SEE ALSO\n.BR git (1),\n.BR gitcredentials (7)\n"_s;
}

} // namespace vouch::cli
