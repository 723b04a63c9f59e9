// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_page.h"

#include "settings/options.h"
#include "ui/text/window_text.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

SettingsPage::SettingsPage(Configuration &configuration, const QString &title, const QString &about)
    : configuration_(configuration), column_(pageColumn(this, title, about)) {
    connect(&configuration_, &Configuration::changed, this, &SettingsPage::refresh);
}

void SettingsPage::apply(Configuration::Change change, FieldNote *note,
                         std::function<void()> written) {
    changes_[note] =
        ScopedTask([=, this](std::stop_token stop) { return applied(change, note, written, stop); },
                   [this, note](const Error &error) {
                       refresh();
                       note->refuse(textInWindow(error));
                   });
}

void SettingsPage::set(const QString &settingsKey, const QString &value, FieldNote *note,
                       std::function<void()> written) {
    apply([=](SettingsFile &file) { file.set(settingsKey, value); }, note, std::move(written));
}

void SettingsPage::bind(QWidget *field, const QString &settingsKey, FieldNote *note,
                        QWidget *beside) {
    field->setObjectName(findOption(settingsKey)->key);
    bound_.append({field, settingsKey, note, beside});
}

void SettingsPage::refresh() {
    for (const Bound &bound : std::as_const(bound_))
        if (bound.isLocked)
            for (QWidget *widget : {bound.field, bound.beside})
                if (widget != nullptr)
                    widget->setEnabled(true);
    showSettings();
    showOrigins();
}

void SettingsPage::showOrigins() {
    const QString theirs = tr("Set by your organization.");
    for (Bound &bound : bound_) {
        bound.isLocked = origins().isLocked(bound.settingsKey);
        for (QWidget *widget : {bound.field, bound.beside})
            if (widget != nullptr && bound.isLocked)
                widget->setEnabled(false);
        const bool isTheirs = origins().by(bound.settingsKey) == Origins::By::Organization;
        if (isTheirs && bound.note->text().isEmpty())
            bound.note->tell(theirs);
        else if (!isTheirs && bound.note->text() == theirs)
            bound.note->clear();
    }
}

void SettingsPage::follow(QComboBox *box, const QString &settingsKey, FieldNote *note) {
    bind(box, settingsKey, note);
    connect(box, &QComboBox::activated, this,
            [=, this] { set(settingsKey, box->currentData().toString(), note); });
}

QCoro::Task<> SettingsPage::applied(Configuration::Change change, FieldNote *note,
                                    std::function<void()> written, std::stop_token stop) {
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    note->clear();
    if (written)
        written();
    refresh();
}

void choose(QComboBox *box, const QString &data) {
    const QSignalBlocker blocker(box);
    box->setCurrentIndex(std::max(0, box->findData(data)));
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
