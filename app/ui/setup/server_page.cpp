// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/server_page.h"

#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/session.h"
#include "settings/names.h"
#include "ui/setup/team_dialog.h"
#include "ui/setup/url_field.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ServerPage)
};

const QString serverKey = u"server"_s;
const QString certificatesKey = u"certificates"_s;
constexpr auto typingPause = 600ms;

/// What is wrong, and which field fixes that.
QString textWithField(const Error &error) {
    if (adviceFrom(error.hint()).place != Advice::Place::General)
        return textInWindow(error);
    const QString field =
        error.isNetwork()
            ? Strings::tr("If your organization has its own certificate authority, choose its "
                          "certificate file below.")
            : Strings::tr("Choose another certificate file below, or leave the field empty.");
    return error.message() + u' ' + field;
}

} // namespace

ServerPage::ServerPage(const WizardServices &services)
    : WizardPage(tr("Your Vouch server")), services_(services), server_(new UrlField(inside())),
      certificates_(new UrlField(inside())), note_(new FieldNote(server_, inside())) {
    setAbout(tr("Enter the address of your organization's Vouch server. Vouch checks that the "
                "server answers. Next saves the address to Vouch's settings."));
    server_->setPlaceholderText(u"https://us.vouch.sh"_s);
    server_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    certificates_->setPlaceholderText(tr("Only if your organization has its own CA"));
    QPushButton *find = pushButton(tr("B&rowse…"), inside());
    for (const UrlField *edit : {server_, certificates_})
        connect(edit, &QLineEdit::textEdited, this, &ServerPage::changed);
    auto *grid = new FieldGrid;
    grid->add(tr("&Server"), server_, note_);
    grid->add(tr("Certificate &file"), certificates_, nullptr, find);
    column()->addLayout(grid);
    QPushButton *team = pushButton(tr("I have a file from my &team…"), inside());
    column()->addSpacing(8);
    column()->addWidget(team, 0, Qt::AlignLeading);
    column()->addStretch(1);
    connect(team, &QPushButton::clicked, this, &ServerPage::takeFromTeam);
    typing_.setSingleShot(true);
    typing_.setInterval(typingPause);
    connect(&typing_, &QTimer::timeout, this, &ServerPage::check);
    connect(find, &QPushButton::clicked, this, &ServerPage::browse);
}

QString ServerPage::pageKey() const {
    return u"server"_s;
}

QString ServerPage::step() const {
    return tr("Server");
}

WizardPage::Input ServerPage::input() const {
    return {{serverKey, server_->text()}, {certificatesKey, certificates_->text()}};
}

void ServerPage::setInput(const Input &input) {
    server_->setText(input.value(serverKey));
    certificates_->setText(input.value(certificatesKey));
}

void ServerPage::initialize() {
    const Settings &settings = services_.configuration.settings();
    if (server_->text().isEmpty() && certificates_->text().isEmpty()) {
        server_->setText(settings.server.toString());
        certificates_->setText(settings.caBundle);
    }
    const bool isLocked = services_.configuration.origins().isLocked(u"server.url"_s);
    if (isLocked) {
        server_->setText(settings.server.toString());
        setAbout(tr("Your organization set the address. Vouch checks that the server answers."));
    }
    server_->setReadOnly(isLocked);
    server_->setFocus();
    if (!server_->text().trimmed().isEmpty() && !answers_)
        check();
}

void ServerPage::cleanUp() {
    WizardPage::cleanUp();
    typing_.stop();
    checking_.stop();
    setBusy(false);
}

bool ServerPage::isSettled() const {
    return !services_.configuration.settings().server.isEmpty();
}

QUrl ServerPage::typedServer() const {
    const QString typed = server_->text().trimmed();
    return parseServer(typed.contains("://"_L1) ? typed : u"https://"_s + typed);
}

void ServerPage::changed() {
    checking_.stop();
    answers_ = false;
    note_->clear();
    Q_EMIT completeChanged();
    if (server_->text().trimmed().isEmpty())
        typing_.stop();
    else
        typing_.start();
}

void ServerPage::check() {
    try {
        const QUrl url = typedServer();
        note_->tell(tr("Contacting %1…").arg(serverName(url)));
        checking_ = ScopedTask([this, url, file = certificates_->text().trimmed()](
                                   std::stop_token stop) { return checked(url, file, stop); },
                               [this](const Error &error) { note_->refuse(textWithField(error)); });
    } catch (const Error &error) {
        note_->refuse(textWithField(error));
    }
}

QCoro::Task<> ServerPage::checked(QUrl url, QString file, std::stop_token stop) {
    co_await services_.servers.reach(url, file, stop);
    throwIfStopped(stop);
    answers_ = true;
    qCInfo(logApp) << "set-up: the server answers";
    if (hasWork() && services_.session.isActive())
        note_->warn(tr("%1 answers. Switching servers signs you out.").arg(serverName(url)));
    else
        note_->allow(tr("%1 answers, and its certificate is trusted.").arg(serverName(url)));
    Q_EMIT completeChanged();
}

bool ServerPage::hasWork() const {
    const Settings &settings = services_.configuration.settings();
    return typedServer() != settings.server || certificates_->text().trimmed() != settings.caBundle;
}

QCoro::Task<bool> ServerPage::work(std::stop_token stop) {
    const auto change = [url = typedServer(), bundle = certificates_->text().trimmed()](
                            SettingsFile &file) { file.setServer(url, bundle); };
    co_await services_.configuration.change(change, stop);
    throwIfStopped(stop);
    co_return true;
}

void ServerPage::workFailed(const Error &error) {
    note_->refuse(textWithField(error));
}

void ServerPage::takeFromTeam() {
    auto *dialog =
        new TeamDialog(services_.configuration, certificates_->text().trimmed(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        const QUrl &server = services_.configuration.settings().server;
        if (server.isEmpty())
            return;
        server_->setText(server.toString());
        changed();
        typing_.stop();
        check();
    });
    dialog->open();
}

void ServerPage::browse() {
    if (dialog_ == nullptr) {
        dialog_ = new QFileDialog(this, tr("Certificate file"));
        dialog_->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
        connect(dialog_, &QFileDialog::fileSelected, this, [this](const QString &file) {
            certificates_->setText(QDir::toNativeSeparators(file));
            changed();
        });
    }
    dialog_->open();
}

} // namespace vouch::ui
