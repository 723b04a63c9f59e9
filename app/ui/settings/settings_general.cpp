// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_general.h"

#include "core/translations.h"
#include "session/session.h"
#include "settings/values.h"
#include "ui/settings/autostart.h"
#include "ui/settings/page_grid.h"
#include "ui/settings/report_dialog.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/languages.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

GeneralPage::GeneralPage(Configuration &configuration, Session &session, const DeviceReport &report,
                         Autostart &autostart)
    : SettingsPage(configuration, tr("General"),
                   tr("Your server, and how Vouch starts and looks.")),
      session_(session), deviceReport_(report), autostart_(autostart), server_(new QLineEdit(this)),
      certificates_(new QLineEdit(this)), use_(pushButton(tr("&Use this server"), this)),
      serverNote_(new FieldNote(server_, this)),
      report_(new QCheckBox(tr("Send a &report about this computer when signing in"), this)),
      reportNote_(new FieldNote(report_, this)),
      start_(new QCheckBox(tr("&Start Vouch when you log in"), this)),
      startNote_(new FieldNote(start_, this)), tray_(new QComboBox(this)),
      language_(new QComboBox(this)), trayNote_(new FieldNote(tray_, this)),
      languageNote_(new FieldNote(language_, this)) {
    auto *grid = new PageGrid(this);
    addServer(grid);
    addReport(grid);
    grid->addSection(tr("Startup"));
    grid->addWide(start_);
    grid->addWide(startNote_);
    grid->addSection(tr("Appearance"));
    addLook(grid);
    column()->addLayout(grid);
    column()->addStretch();

    bind(start_, u"ui.startAtLogin"_s, startNote_);
    connect(start_, &QCheckBox::clicked, this,
            [this](bool on) { set(u"ui.startAtLogin"_s, flagText(on), startNote_); });
    connect(&autostart_, &Autostart::changed, this, [this] {
        if (autostart_.problem().isEmpty())
            startNote_->clear();
        else
            startNote_->refuse(autostart_.problem());
    });
    connect(&session_, &Session::began, this, &GeneralPage::checkServer);
    connect(&session_, &Session::ended, this, &GeneralPage::checkServer);
    GeneralPage::showSettings();
    showOrigins();
}

void GeneralPage::addServer(PageGrid *grid) {
    setHint(server_, u"https://us.vouch.sh"_s);
    server_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    QPushButton *find = pushButton(tr("&Browse…"), this);
    auto *serverOrigin = new FieldNote(server_, this);
    auto *certificatesOrigin = new FieldNote(certificates_, this);
    grid->add(tr("Ser&ver"), server_, serverOrigin, use_);
    grid->add(tr("Certificate &file"), certificates_, certificatesOrigin, find);
    grid->addBelow(new TonedLabel(
        mutedColor, tr("Only if your organization uses its own certificate authority."), this));
    grid->addBelow(serverNote_);
    bind(server_, u"server.url"_s, serverOrigin);
    bind(certificates_, u"server.caBundle"_s, certificatesOrigin, find);
    for (QLineEdit *edit : {server_, certificates_}) {
        connect(edit, &QLineEdit::textEdited, this, &GeneralPage::checkServer);
        connect(edit, &QLineEdit::returnPressed, use_, &QPushButton::click);
    }
    connect(use_, &QPushButton::clicked, this, &GeneralPage::useServer);
    connect(find, &QPushButton::clicked, this, &GeneralPage::browse);
}

void GeneralPage::addReport(PageGrid *grid) {
    auto *about = new TonedLabel(
        mutedColor, tr("Without it, your organization may refuse your sign-in."), this);
    about->setIndent(24);
    QPushButton *show = pushButton(tr("Sho&w what's sent…"), this);
    grid->addWide(report_);
    grid->addWide(about, show);
    grid->addWide(reportNote_);
    bind(report_, u"posture.send"_s, reportNote_);
    connect(report_, &QCheckBox::clicked, this,
            [this](bool on) { set(u"posture.send"_s, flagText(on), reportNote_); });
    connect(show, &QPushButton::clicked, this, [this] {
        auto *dialog = new ReportDialog(deviceReport_, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void GeneralPage::addLook(PageGrid *grid) {
    for (const auto &[text, tone] : {std::pair{tr("Automatic"), Settings::TrayTone::Automatic},
                                     std::pair{tr("Light"), Settings::TrayTone::Light},
                                     std::pair{tr("Dark"), Settings::TrayTone::Dark}})
        tray_->addItem(text, trayText(tone));
    language_->addItem(tr("System default"), QString());
    for (const QString &language : translatedLanguages())
        language_->addItem(languageName(language), language);
    grid->addChoice(tr("&Tray icon"), tray_, trayNote_);
    grid->addChoice(tr("&Language"), language_, languageNote_);
    follow(tray_, u"ui.tray"_s, trayNote_);
    follow(language_, u"ui.language"_s, languageNote_);
}

void GeneralPage::showSettings() {
    if (!server_->isModified())
        server_->setText(settings().server.toString());
    if (!certificates_->isModified())
        certificates_->setText(settings().caBundle);
    checkServer();
    report_->setChecked(settings().sendPosture);
    start_->setChecked(settings().startAtLogin);
    choose(tray_, trayText(settings().tray));
    // Show a language set in the file even if there is no translation for it.
    if (language_->findData(settings().language) < 0)
        language_->addItem(languageName(settings().language), settings().language);
    choose(language_, settings().language);
    if (settings().language != currentLanguage()) // also for the moment until it does
        languageNote_->tell(tr("Takes effect once no window is waiting for you."));
    else if (!languageNote_->isRefusal())
        languageNote_->clear();
}

QString GeneralPage::typedServer() const {
    const QString typed = server_->text().trimmed();
    return typed.isEmpty() || typed.contains("://"_L1) ? typed : u"https://"_s + typed;
}

bool GeneralPage::serverDiffers() const {
    return typedServer() != settings().server.toString() ||
           certificates_->text().trimmed() != settings().caBundle;
}

void GeneralPage::checkServer() {
    serverNote_->clear();
    use_->setEnabled(false);
    if (!serverDiffers())
        return;
    try {
        parseServer(typedServer());
    } catch (const Error &error) {
        serverNote_->refuse(textInWindow(error));
        return;
    }
    use_->setEnabled(true);
    if (session_.isActive())
        serverNote_->warn(tr("Switching servers signs you out."));
}

void GeneralPage::useServer() {
    const QUrl url = parseServer(typedServer()); // valid: otherwise the button is disabled
    apply([url, file = certificates_->text().trimmed()](
              SettingsFile &settings) { settings.setServer(url, file); },
          serverNote_,
          [this] {
              server_->setModified(false);
              certificates_->setModified(false);
          });
}

void GeneralPage::browse() {
    if (dialog_ == nullptr) {
        dialog_ = new QFileDialog(this, tr("Certificate file"));
        dialog_->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
        connect(dialog_, &QFileDialog::fileSelected, this, [this](const QString &file) {
            certificates_->setText(QDir::toNativeSeparators(file));
            certificates_->setModified(true);
            checkServer();
        });
    }
    dialog_->open();
}

} // namespace vouch::ui
