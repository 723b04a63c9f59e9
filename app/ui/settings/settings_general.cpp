// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_general.h"

#include "session/session.h"
#include "settings/values.h"
#include "ui/settings/autostart.h"
#include "ui/settings/report_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/languages.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Adds a field with its label in front and its note below.
void addField(QGridLayout *grid, const QString &text, QWidget *field, FieldNote *note,
              QWidget *beside = nullptr) {
    const int row = grid->rowCount();
    QLabel *label = plainLabel(text, field->parentWidget());
    label->setBuddy(field);
    grid->addWidget(label, row, 0);
    grid->addWidget(field, row, 1);
    if (beside != nullptr)
        grid->addWidget(beside, row, 2);
    if (note != nullptr)
        grid->addWidget(note, row + 1, 1, 1, 2);
}

QGridLayout *fieldGrid() {
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    return grid;
}

/// Selects the entry that holds `data`, without emitting signals.
void choose(QComboBox *box, const QString &data) {
    const QSignalBlocker blocker(box);
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

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
      startNote_(new FieldNote(start_, this)), programs_(new QComboBox(this)),
      programsNote_(new FieldNote(programs_, this)), tray_(new QComboBox(this)),
      language_(new QComboBox(this)), trayNote_(new FieldNote(tray_, this)),
      languageNote_(new FieldNote(language_, this)), languageAtStart_(currentLanguage()) {
    column()->addLayout(serverForm());
    addReport();
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Programs other than git"), this));
    column()->addLayout(programsForm());
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Startup"), this));
    column()->addWidget(start_);
    column()->addWidget(startNote_);
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Appearance"), this));
    column()->addLayout(lookForm());
    column()->addStretch();

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
}

QLayout *GeneralPage::serverForm() {
    setHint(server_, u"https://us.vouch.sh"_s);
    server_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    QPushButton *find = pushButton(tr("&Browse…"), this);
    auto *grid = fieldGrid();
    addField(grid, tr("Ser&ver"), server_, nullptr, use_);
    addField(grid, tr("Certificate &file"), certificates_, nullptr, find);
    grid->addWidget(
        new TonedLabel(mutedColor,
                       tr("Only if your organization uses its own certificate authority."), this),
        grid->rowCount(), 1, 1, 2);
    grid->addWidget(serverNote_, grid->rowCount(), 1, 1, 2);
    for (QLineEdit *edit : {server_, certificates_}) {
        connect(edit, &QLineEdit::textEdited, this, &GeneralPage::checkServer);
        connect(edit, &QLineEdit::returnPressed, use_, &QPushButton::click);
    }
    connect(use_, &QPushButton::clicked, this, &GeneralPage::useServer);
    connect(find, &QPushButton::clicked, this, &GeneralPage::browse);
    return grid;
}

void GeneralPage::addReport() {
    auto *about = new TonedLabel(
        mutedColor, tr("Without it, your organization may refuse your sign-in."), this);
    about->setIndent(24);
    QPushButton *show = pushButton(tr("Sho&w what's sent…"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(about, 1);
    row->addWidget(show);
    column()->addWidget(report_);
    column()->addSpacing(2 - column()->spacing());
    column()->addLayout(row);
    column()->addWidget(reportNote_);
    connect(report_, &QCheckBox::clicked, this,
            [this](bool on) { set(u"posture.send"_s, flagText(on), reportNote_); });
    connect(show, &QPushButton::clicked, this, [this] {
        auto *dialog = new ReportDialog(deviceReport_, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

QLayout *GeneralPage::programsForm() {
    for (const auto &[text, programs] :
         {std::pair{tr("Ask once for each program"), Settings::Programs::Ask},
          std::pair{tr("Allow"), Settings::Programs::Allow},
          std::pair{tr("Never"), Settings::Programs::Never}})
        programs_->addItem(text, programsText(programs));
    auto *grid = fieldGrid();
    addField(grid, tr("&AWS credentials"), programs_, programsNote_);
    grid->setColumnStretch(1, 0);
    grid->setColumnStretch(2, 1);
    connect(programs_, &QComboBox::activated, this,
            [this] { set(u"aws.programs"_s, programs_->currentData().toString(), programsNote_); });
    return grid;
}

QLayout *GeneralPage::lookForm() {
    for (const auto &[text, tone] : {std::pair{tr("Automatic"), Settings::TrayTone::Automatic},
                                     std::pair{tr("Light"), Settings::TrayTone::Light},
                                     std::pair{tr("Dark"), Settings::TrayTone::Dark}})
        tray_->addItem(text, trayText(tone));
    language_->addItem(tr("System default"), QString());
    for (const QString &language : languages())
        language_->addItem(languageName(language), language);
    auto *grid = fieldGrid();
    addField(grid, tr("&Tray icon"), tray_, trayNote_);
    addField(grid, tr("&Language"), language_, languageNote_);
    grid->setColumnStretch(1, 0);
    grid->setColumnStretch(2, 1);
    connect(tray_, &QComboBox::activated, this,
            [this] { set(u"ui.tray"_s, tray_->currentData().toString(), trayNote_); });
    connect(language_, &QComboBox::activated, this,
            [this] { set(u"ui.language"_s, language_->currentData().toString(), languageNote_); });
    return grid;
}

void GeneralPage::showSettings() {
    if (!server_->isModified())
        server_->setText(settings().server.toString());
    if (!certificates_->isModified())
        certificates_->setText(settings().caBundle);
    checkServer();
    report_->setChecked(settings().sendPosture);
    start_->setChecked(settings().startAtLogin);
    choose(programs_, programsText(settings().programs));
    choose(tray_, trayText(settings().tray));
    // Show a language set in the file even if there is no translation for it.
    if (language_->findData(settings().language) < 0)
        language_->addItem(languageName(settings().language), settings().language);
    choose(language_, settings().language);
    if (settings().language != languageAtStart_)
        languageNote_->tell(tr("Takes effect the next time Vouch starts."));
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
        serverNote_->refuse(errorText(error));
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
            certificates_->setText(file);
            certificates_->setModified(true);
            checkServer();
        });
    }
    dialog_->open();
}

} // namespace vouch::ui
