// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/about_dialog.h"

#include "core/error.h"
#include "core/folders.h"
#include "ui/desktop/facts_dialog.h"
#include "ui/text/path_text.h"
#include "ui/text/window_text.h"

#include <QApplication>
#include <QIcon>
#include <QPushButton>
#include <QSysInfo>
#include <QUrl>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::AboutDialog)
};

using Facts = QList<FactsDialog::Fact>;

QString systemText() {
    return u"%1, %2 %3, %4"_s.arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(),
                                  QSysInfo::kernelVersion(), QSysInfo::currentCpuArchitecture());
}

/// What every report about Vouch should have.
Facts surroundings() {
    const QString log = logPath();
    return {
        {Strings::tr("Version"), QApplication::applicationVersion(), {}},
        {u"Qt"_s,
         u"%1 (%2)"_s.arg(QLatin1StringView(qVersion()), QApplication::platformName()),
         {}},
        {Strings::tr("System"), systemText(), {}},
        {Strings::tr("Log"), underHome(log), QUrl::fromLocalFile(log).toString()},
    };
}

FactsDialog *newLicensesDialog(QWidget *parent) {
    auto *dialog = new FactsDialog(Strings::tr("Licenses"), parent);
    dialog->setHeading(Strings::tr("Licenses"),
                       Strings::tr("Vouch is free software, and it uses other free software."));
    dialog->setFacts({
        {u"Vouch"_s, u"Apache License 2.0"_s, u"https://www.apache.org/licenses/LICENSE-2.0"_s},
        {u"Qt"_s, u"LGPL 3"_s, u"https://www.gnu.org/licenses/lgpl-3.0.html"_s},
        {u"QCoro"_s, u"MIT"_s, u"https://github.com/danvratil/qcoro"_s},
        {u"QtKeychain"_s, u"BSD"_s, u"https://github.com/frankosterfeld/qtkeychain"_s},
        {u"libfido2"_s, u"BSD 2-Clause"_s, u"https://developers.yubico.com/libfido2"_s},
        {u"libpsl"_s, u"MIT"_s, u"https://rockdaboot.github.io/libpsl"_s},
        {u"OpenSSL"_s, u"Apache License 2.0"_s, u"https://openssl-library.org/source/license"_s},
    });
    return dialog;
}

} // namespace

FactsDialog *newAboutDialog(QWidget *parent) {
    auto *dialog = new FactsDialog(Strings::tr("About Vouch"), parent);
    dialog->setHeading(Strings::tr("Vouch"),
                       Strings::tr("git and AWS CodeCommit with one touch of a security key."),
                       QApplication::windowIcon().pixmap(64));
    Facts facts = surroundings();
    facts.append({Strings::tr("Website"), u"vouch.sh"_s, u"https://vouch.sh"_s});
    dialog->setFacts(facts);
    QPushButton *licenses = dialog->addButton(Strings::tr("L&icenses…"));
    QObject::connect(licenses, &QPushButton::clicked, dialog,
                     [dialog] { newLicensesDialog(dialog)->open(); });
    return dialog;
}

FactsDialog *newDetailsDialog(const Error &error, QWidget *parent) {
    auto *dialog = new FactsDialog(Strings::tr("Details"), parent);
    dialog->setHeading(error.message(), adviceFrom(error.hint()).text);
    Facts facts;
    if (!error.detail().isEmpty())
        facts.append({Strings::tr("Details"), error.detail(), {}});
    facts.append({Strings::tr("Error code"), kindName(error.kind()), {}});
    dialog->setFacts(facts + surroundings());
    return dialog;
}

} // namespace vouch::ui
