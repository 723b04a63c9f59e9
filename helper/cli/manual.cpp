// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.h"

#include "cli/command_help.h"
#include "cli/command_parameters.h"
#include "settings/options.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
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

/// The command line without "Usage:".
QString synopsis(const Command &command) {
    return roffText(usageLine(command).section(u' ', 1)) + u'\n';
}

QString parameterText(const Command &command) {
    QString page;
    for (const Argument &argument : command.arguments)
        page += roffEntry(argument.name, QString::fromUtf8(argument.help));
    for (const CommandOption &option : command.options)
        page += roffEntry((u"--"_s + option.name + u' ' + option.value).trimmed(),
                          QString::fromUtf8(option.help));
    return page;
}

QString commandSection(const Command &command) {
    QString page = u".SS "_s + synopsis(command) + roffParagraphs(QString::fromUtf8(command.help)) +
                   parameterText(command);
    if (command.exitCodes.data() != parameters::usualCodes.data() &&
        command.exitCodes.data() != parameters::configCodes.data())
        page += u".PP\nExit codes:\n"_s + exitCodeText(command.exitCodes);
    return page;
}

QString head(const QString &name, const QString &summary) {
    return u".TH %1 1 \"\" \"vouch %2\" \"User commands\"\n.SH NAME\n%3 \\- %4\n"_s.arg(
        roffText(name.toUpper()), roffText(QCoreApplication::applicationVersion()), roffText(name),
        roffText(summary));
}

QString settingsText() {
    QString page = u".SH SETTINGS\nThe names that\n.B vouch config set\ntakes.\n"_s;
    for (const Option &option : options())
        page += roffEntry(option.name, option.description());
    return page;
}

} // namespace

QString manualPage(const Command &command) {
    const QList<const Command *> below = subcommands(&command);
    QString page = head(u"vouch-"_s + command.name, QString::fromUtf8(command.summary));
    page += u".SH SYNOPSIS\n"_s;
    if (command.run != nullptr)
        page += synopsis(command);
    for (const Command *one : below)
        page += u".br\n"_s + synopsis(*one);
    page += u".SH DESCRIPTION\n"_s + roffParagraphs(QString::fromUtf8(command.help));
    if (const QString parameters = parameterText(command); !parameters.isEmpty())
        page += u".SH OPTIONS\n"_s + parameters;
    if (!below.isEmpty())
        page += u".SH COMMANDS\n"_s;
    for (const Command *one : below)
        page += commandSection(*one);
    if (command.listsSettings)
        page += settingsText();
    return page + u".SH EXIT STATUS\n"_s + exitCodeText(command.exitCodes) +
           u".SH SEE ALSO\n.BR vouch (1)\n"_s;
}

QString manualPage() {
    QString page = head(u"vouch"_s, u"git and AWS CodeCommit with one touch of a security key"_s);
    page += u".SH SYNOPSIS\n.B vouch\n[COMMAND] [OPTIONS]\n"_s;
    page += u".SH DESCRIPTION\nWithout a command, shows who is signed in and what to do next.\n"_s;
    page += u".SH COMMANDS\n"_s;
    for (const Command &command : commands())
        if (command.run != nullptr)
            page += commandSection(command);
    page += settingsText();
    page += u".SH EXIT STATUS\n"_s + exitCodeText(parameters::usualCodes);
    page += u".SH ENVIRONMENT\n"_s +
            roffEntry(u"NO_COLOR"_s, u"If it isn't empty, nothing is in color."_s) +
            roffEntry(u"LANGUAGE, LC_ALL, LC_MESSAGES, LANG"_s, u"The language of messages."_s);
    page += u".SH SEE ALSO\n"_s;
    for (const Command *command : subcommands(nullptr))
        page += u".BR "_s + roffText(u"vouch-"_s + command->name) + u" (1),\n"_s;
    return page + u".BR vouch\\-tray (1),\n.BR git\\-credential\\-vouch (1),\n"
                  ".BR git\\-remote\\-codecommit (1),\n.BR gitcredentials (7)\n"_s;
}

bool writeManual(const QString &folder) {
    const auto write = [&folder](const QString &name, const QString &page) {
        QFile file(folder + u'/' + name + u".1"_s);
        const QByteArray bytes = page.toUtf8();
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush();
    };
    return write(u"vouch"_s, manualPage()) &&
           std::ranges::all_of(subcommands(nullptr), [&write](const Command *command) {
               return write(u"vouch-"_s + command->name, manualPage(*command));
           });
}

} // namespace vouch::cli
