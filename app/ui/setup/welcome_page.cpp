// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/welcome_page.h"

#include "ui/widgets/form.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/plain_text.h"

#include <QLabel>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

WelcomePage::WelcomePage() : WizardPage(tr("Welcome to Vouch")) {
    setAbout(tr(
        "Use git with AWS CodeCommit by touching your security key. This page changes nothing."));
    const auto paragraph = [this](const QString &text) {
        QLabel *label = plainLabel(text, inside());
        label->setWordWrap(true);
        column()->addWidget(label);
    };
    paragraph(tr("With a Vouch server, you need your security key, the server's address, and the "
                 "ARN of your AWS role. Your administrator can give you the last two. With AWS "
                 "profiles, you need nothing else."));
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("What the next pages change"), inside()));
    const auto step = [this](const QString &name, const QString &change) {
        column()->addWidget(new MarkedLines(MarkedLines::Mark::None, name, change, inside()));
    };
    column()->setSpacing(10);
    step(tr("How you sign in"), tr("You choose. Nothing is changed."));
    step(tr("Server, key, and role"),
         tr("A new key gets an account. The server and the role are saved to Vouch's settings."));
    step(tr("AWS profiles"), tr("Only keys that you add or move are stored, in your keychain."));
    step(tr("Git"), tr("Adds Vouch's lines to git's configuration. You see every line first and "
                       "can undo the change."));
    step(tr("Try it"), tr("Git contacts one repository. Nothing is changed."));
    step(tr("Ready"), tr("Vouch starts when you log in, but only if you want it to."));
    column()->addSpacing(8);
    paragraph(tr("You can leave at any page. Setup continues there when you open it again."));
    column()->addStretch(1);
}

QString WelcomePage::pageKey() const {
    return u"welcome"_s;
}

QString WelcomePage::step() const {
    return tr("Welcome");
}

} // namespace vouch::ui
