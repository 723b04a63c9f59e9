// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_notices.h"

#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

NoticesPage::NoticesPage(Configuration &configuration)
    : SettingsPage(configuration, tr("Notifications"),
                   tr("When Vouch notifies you, and when it stays quiet.")),
      times_(new QLineEdit(this)), timesNote_(new FieldNote(times_, this)),
      snooze_(new QSpinBox(this)), snoozedNote_(new FieldNote(snooze_, this)) {
    const auto row = [this](const QString &text, QWidget *field, const QString &after) {
        auto *label = plainLabel(text, this);
        label->setBuddy(field);
        auto *layout = new QHBoxLayout;
        layout->setSpacing(8);
        layout->addWidget(label);
        layout->addWidget(field);
        if (!after.isEmpty())
            layout->addWidget(plainLabel(after, this));
        layout->addStretch();
        column()->addLayout(layout);
    };
    column()->addWidget(sectionLabel(tr("Before your session ends"), this));
    times_->setFixedWidth(times_->fontMetrics().averageCharWidth() * 20);
    row(tr("&Notify"), times_, tr("minutes before"));
    column()->addWidget(timesNote_);
    column()->addWidget(new TonedLabel(
        mutedColor,
        tr("Separate times with commas. Leave the field empty to be notified only at the end."),
        this));
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Background programs"), this));
    snooze_->setRange(1, 24 * 60);
    snooze_->setKeyboardTracking(false);
    snooze_->setSuffix(tr(" min"));
    row(tr("&Quiet for"), snooze_, {});
    column()->addWidget(snoozedNote_);
    column()->addWidget(new TonedLabel(
        mutedColor,
        tr("After “Not now” or no answer, the same program won't prompt you again for this long."),
        this));
    column()->addStretch();

    connect(times_, &QLineEdit::textEdited, this, &NoticesPage::checkTimes);
    connect(times_, &QLineEdit::editingFinished, this, [this] {
        if (!times_->isModified() || !checkTimes())
            return;
        set(u"notice.minutes"_s, noticesText(parseNotices(times_->text())), timesNote_,
            [this] { times_->setModified(false); });
    });
    connect(snooze_, &QSpinBox::valueChanged, this, [this](int minutes) {
        set(u"quiet.minutes"_s, QString::number(minutes), snoozedNote_);
    });
    NoticesPage::showSettings();
}

void NoticesPage::showSettings() {
    if (!times_->isModified()) {
        const auto &notices = settings().notices;
        times_->setText(notices.isEmpty() ? QString()
                                          : noticesText(notices).replace(u' ', ", "_L1));
    }
    const QSignalBlocker blocker(snooze_);
    snooze_->setValue(int(settings().quiet.count()));
}

bool NoticesPage::checkTimes() {
    try {
        parseNotices(times_->text());
    } catch (const Error &error) {
        timesNote_->refuse(errorText(error));
        return false;
    }
    timesNote_->clear();
    return true;
}

} // namespace vouch::ui
