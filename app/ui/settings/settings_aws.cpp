// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_aws.h"

#include "settings/options.h"
#include "settings/values.h"
#include "ui/settings/page_grid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

AwsPage::AwsPage(Configuration &configuration)
    : SettingsPage(configuration, tr("AWS"),
                   tr("Who gets AWS credentials, and where AWS's files are.")),
      programs_(new QComboBox(this)), variable_(new QComboBox(this)) {
    for (const auto &[text, programs] :
         {std::pair{tr("Ask once for each program"), Settings::Programs::Ask},
          std::pair{tr("Allow"), Settings::Programs::Allow},
          std::pair{tr("Never"), Settings::Programs::Never}})
        programs_->addItem(text, programsText(programs));
    for (const auto &[text, isUsed] :
         {std::pair{tr("Use it"), true}, std::pair{tr("Ignore it"), false}})
        variable_->addItem(text, profileVariableText(isUsed));

    auto *grid = new PageGrid(this);
    grid->addSection(tr("Programs other than git"));
    auto *programsNote = new FieldNote(programs_, this);
    grid->addChoice(tr("&AWS credentials"), programs_, programsNote);
    grid->addSection(tr("AWS profiles"));
    auto *variableNote = new FieldNote(variable_, this);
    grid->addChoice(tr("AWS_&PROFILE"), variable_, variableNote);
    grid->addBelow(new TonedLabel(
        mutedColor, tr("A program's AWS_PROFILE then takes precedence over your default profile."),
        this));
    addFile(grid, tr("Conf&ig file"), tr("&Browse…"), u"~/.aws/config"_s, u"aws.configFile"_s,
            &Settings::awsConfigFile);
    addFile(grid, tr("C&redentials file"), tr("Br&owse…"), u"~/.aws/credentials"_s,
            u"aws.credentialsFile"_s, &Settings::awsCredentialsFile);
    grid->addSection(tr("Connections to AWS"));
    addFile(grid, tr("Certificate &file"), tr("Bro&wse…"), tr("the same as for your server"),
            u"aws.caBundle"_s, &Settings::caBundleAws);
    column()->addLayout(grid);
    column()->addStretch();

    follow(programs_, u"aws.programs"_s, programsNote);
    follow(variable_, u"aws.profileVariable"_s, variableNote);
    AwsPage::showSettings();
    showOrigins();
}

void AwsPage::addFile(PageGrid *grid, const QString &label, const QString &browse,
                      const QString &usual, const QString &settingsKey, QString Settings::*value) {
    auto *edit = new QLineEdit(this);
    const File file{edit, new FieldNote(edit, this), value};
    files_.append(file);
    QPushButton *button = pushButton(browse, this);
    setHint(edit, usual);
    grid->add(label, edit, file.note, button);
    bind(edit, settingsKey, file.note, button);
    connect(edit, &QLineEdit::editingFinished, this, [=, this] { setFile(file, settingsKey); });
    connect(button, &QPushButton::clicked, this, [=, this] { choose(file, settingsKey); });
}

void AwsPage::setFile(const File &file, const QString &settingsKey) {
    if (!file.edit->isModified())
        return;
    QString path = file.edit->text().trimmed();
    if (path.startsWith("~/"_L1))
        path = QDir::home().filePath(path.sliced(2));
    const Option *option = findOption(settingsKey);
    apply(
        [path, option, settingsKey](SettingsFile &settings) {
            if (path.isEmpty())
                settings.unset(option->key);
            else
                settings.set(settingsKey, option->checked(path));
        },
        file.note, [edit = file.edit] { edit->setModified(false); });
}

void AwsPage::choose(const File &file, const QString &settingsKey) {
    auto *dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFilter(dialog->filter() | QDir::Hidden); // ~/.aws is
    connect(dialog, &QFileDialog::fileSelected, this, [=, this](const QString &path) {
        file.edit->setText(QDir::toNativeSeparators(path));
        file.edit->setModified(true);
        setFile(file, settingsKey);
    });
    dialog->open();
}

void AwsPage::showSettings() {
    ui::choose(programs_, programsText(settings().programs));
    ui::choose(variable_, profileVariableText(settings().useProfileVariable));
    for (const File &file : files_)
        if (!file.edit->isModified())
            file.edit->setText(settings().*file.value);
}

} // namespace vouch::ui
