// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_page.h"

#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QLabel>
#include <QVBoxLayout>

namespace vouch::ui {

SettingsPage::SettingsPage(Configuration &configuration, const QString &title, const QString &about)
    : configuration_(configuration), column_(pageColumn(this, title, about)) {
    connect(&configuration_, &Configuration::changed, this, [this] { showSettings(); });
}

void SettingsPage::apply(Configuration::Change change, FieldNote *note,
                         std::function<void()> written) {
    changes_[note] =
        ScopedTask([=, this](std::stop_token stop) { return applied(change, note, written, stop); },
                   [this, note](const Error &error) {
                       showSettings();
                       note->refuse(errorText(error));
                   });
}

void SettingsPage::set(const QString &key, const QString &value, FieldNote *note,
                       std::function<void()> written) {
    apply([=](SettingsFile &file) { file.set(key, value); }, note, std::move(written));
}

QCoro::Task<> SettingsPage::applied(Configuration::Change change, FieldNote *note,
                                    std::function<void()> written, std::stop_token stop) {
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    note->clear();
    if (written)
        written();
    showSettings();
}

QVBoxLayout *pageColumn(QWidget *page, const QString &title, const QString &about) {
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(20, 18, 24, 16);
    column->setSpacing(8);
    QLabel *heading = plainLabel(title, page);
    heading->setFont(scaledFont(page->font(), 1.5, QFont::DemiBold));
    column->addWidget(heading);
    column->addSpacing(2 - column->spacing());
    column->addWidget(new TonedLabel(mutedColor, about, page));
    column->addSpacing(4);
    return column;
}

} // namespace vouch::ui
