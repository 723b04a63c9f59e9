// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/team_dialog.h"

#include "core/error.h"
#include "session/configuration.h"
#include "session/team_download.h"
#include "settings/names.h"
#include "settings/options.h"
#include "ui/setup/url_field.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A file, and what taking it would change.
struct ReadTeamFile {
    TeamFile team;
    QList<TeamFile::Difference> differences;
};

/// Blocking.
ReadTeamFile compared(const TeamFile &team, const SettingsFile &settings) {
    settings.requireTakes(team);
    return {team, team.differences(settings.read())};
}

} // namespace

TeamDialog::TeamDialog(Configuration &configuration, const QString &caBundle, QWidget *parent)
    : QDialog(parent), configuration_(configuration), caBundle_(caBundle),
      source_(new UrlField(this)), note_(new FieldNote(source_, this)),
      table_(rowTable({tr("Setting"), tr("Current"), tr("From the file")},
                      tr("What the file changes"), this)),
      look_(pushButton(tr("&Show"), this)), use_(pushButton(tr("&Use these settings"), this)) {
    setWindowTitle(tr("Settings from your team"));
    QPushButton *browse = pushButton(tr("&Browse…"), this);
    setHint(source_, u"https://wiki.example.com/vouch-settings"_s);
    layOut(browse);
    connect(browse, &QPushButton::clicked, this, &TeamDialog::browse);
    connect(source_, &QLineEdit::textEdited, this, &TeamDialog::clear);
    connect(look_, &QPushButton::clicked, this, &TeamDialog::look);
    connect(use_, &QPushButton::clicked, this, &TeamDialog::save);
    clear();
}

void TeamDialog::layOut(QPushButton *browse) {
    auto *about = new TonedLabel(
        mutedColor,
        tr("Vouch shows what the file changes before anything is saved. Such a file can't set "
           "certificates, AWS's files, or which programs get AWS credentials."),
        this);
    auto *beside = new QWidget(this);
    auto *both = new QHBoxLayout(beside);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(8);
    both->addWidget(browse);
    both->addWidget(look_);
    auto *grid = new FieldGrid;
    grid->add(tr("&File or address"), source_, note_, beside);
    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    const int column = fontMetrics().averageCharWidth() * 20;
    table_->setColumnWidth(0, column);
    table_->setColumnWidth(1, column);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(about);
    layout->addLayout(grid);
    layout->addWidget(table_, 1);
    layout->addStretch();
    layout->addWidget(answerButtons(use_, cancel));
    tabInReadingOrder(layout);
    resize(680, sizeHint().height());
    keepOnScreen(this);
}

bool TeamDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

void TeamDialog::showSource(const QString &source) {
    source_->setText(source);
    clear();
    look();
}

void TeamDialog::clear() {
    task_.stop();
    note_->clear();
    table_->setRowCount(0);
    table_->hide();
    look_->setEnabled(!source_->text().trimmed().isEmpty());
    look_->setDefault(true);
    use_->setEnabled(false);
}

void TeamDialog::look() {
    QString source = source_->text().trimmed();
    if (source.startsWith("~/"_L1))
        source = QDir::home().filePath(source.sliced(2));
    clear();
    task_ = ScopedTask([=, this](std::stop_token stop) { return looked(source, stop); },
                       [this](const Error &error) { fail(error); });
}

QCoro::Task<> TeamDialog::looked(QString source, std::stop_token stop) {
    std::function<ReadTeamFile()> read = [source, settings = configuration_.file()] {
        return compared(TeamFile::read(source), settings);
    };
    if (source.contains("://"_L1)) {
        const QUrl url = TeamFile::parseAddress(source);
        const QString caBundle =
            caBundle_.isEmpty() ? configuration_.settings().caBundle : caBundle_;
        note_->tell(tr("Contacting %1…").arg(serverName(url)));
        const QByteArray content = co_await downloadTeamFile(url, caBundle, stop);
        throwIfStopped(stop);
        const QString name = url.toString(QUrl::FullyEncoded);
        read = [content, name, settings = configuration_.file()] {
            return compared(TeamFile::parse(content, name), settings);
        };
    }
    QFuture<ReadTeamFile> reading = QtConcurrent::run(read);
    const ReadTeamFile result = co_await reading;
    throwIfStopped(stop);
    team_ = result.team;
    showDifferences(result.differences);
}

void TeamDialog::showDifferences(const QList<TeamFile::Difference> &differences) {
    if (differences.isEmpty()) {
        note_->allow(tr("Your settings already match this file."));
        return;
    }
    note_->clear();
    table_->setRowCount(int(differences.size()));
    for (int row = 0; row < differences.size(); ++row) {
        const auto &[name, before, after] = differences[row];
        QTableWidgetItem *title = cell(name);
        if (const Option *option = findOption(name))
            title->setToolTip(plainToolTip(option->description()));
        table_->setItem(row, 0, title);
        table_->setItem(row, 1, cell(before.isEmpty() ? tr("not set") : before));
        table_->setItem(row, 2, cell(after));
    }
    table_->show();
    table_->fitRows();
    use_->setEnabled(true);
    use_->setDefault(true);
    use_->setFocus();
}

void TeamDialog::save() {
    use_->setEnabled(false);
    task_ = ScopedTask([this](std::stop_token stop) { return saved(team_, stop); },
                       [this](const Error &error) { fail(error); });
}

QCoro::Task<> TeamDialog::saved(TeamFile team, std::stop_token stop) {
    const auto change = [team](SettingsFile &file) { file.take(team); };
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    accept();
}

void TeamDialog::browse() {
    auto *dialog = new QFileDialog(this, tr("Your team's file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &TeamDialog::showSource);
    dialog->open();
}

void TeamDialog::fail(const Error &error) {
    note_->refuse(textInWindow(error));
}

} // namespace vouch::ui
