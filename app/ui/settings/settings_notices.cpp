// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_notices.h"

#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using std::chrono::minutes;

namespace {

QSpinBox *minutesBox(const QString &suffix, QWidget *parent) {
    auto *box = new QSpinBox(parent);
    box->setRange(1, maxMinutes);
    box->setKeyboardTracking(false);
    box->setSuffix(suffix);
    return box;
}

} // namespace

NoticesPage::NoticesPage(Configuration &configuration)
    : SettingsPage(configuration, tr("Notifications"),
                   tr("When Vouch notifies you, and when it stays quiet.")),
      rows_(new QWidget(this)), noticesNote_(new FieldNote(nullptr, this)),
      snooze_(minutesBox(tr(" min"), this)), snoozedNote_(new FieldNote(snooze_, this)) {
    column()->addWidget(sectionLabel(tr("Before your session ends"), this));
    auto *grid = new QGridLayout(rows_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    addNotices(Settings().notices.size());
    column()->addWidget(rows_);
    column()->addWidget(noticesNote_);
    column()->addWidget(new TonedLabel(
        mutedColor, tr("Vouch always notifies you when your session has ended."), this));
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Background programs"), this));
    auto *label = plainLabel(tr("&Quiet for"), this);
    label->setBuddy(snooze_);
    auto *quiet = new QHBoxLayout;
    quiet->setSpacing(8);
    quiet->addWidget(label);
    quiet->addWidget(snooze_);
    quiet->addStretch();
    column()->addLayout(quiet);
    column()->addWidget(snoozedNote_);
    column()->addWidget(new TonedLabel(
        mutedColor,
        tr("After “Not now” or no answer, the same program won't prompt you again for this long."),
        this));
    column()->addStretch();

    bind(rows_, u"notice.minutes"_s, noticesNote_);
    bind(snooze_, u"quiet.minutes"_s, snoozedNote_);
    connect(snooze_, &QSpinBox::valueChanged, this,
            [this](int count) { set(u"quiet.minutes"_s, QString::number(count), snoozedNote_); });
    NoticesPage::showSettings();
    showOrigins();
}

void NoticesPage::addNotices(qsizetype count) {
    auto *grid = static_cast<QGridLayout *>(rows_->layout());
    const auto usual = Settings().notices;
    const bool isMore = notices_.size() < count;
    while (notices_.size() < count) {
        const int row = int(notices_.size());
        const QString text = row == 0   ? tr("&First notice")
                             : row == 1 ? tr("&Second notice")
                                        : tr("Notice %1").arg(row + 1);
        const Notice notice{new QCheckBox(text, rows_), minutesBox(tr(" min before"), rows_)};
        notice.before->setAccessibleName(QString(text).remove(u'&'));
        notice.before->setValue(int(usual.value(row, usual.last()).count()));
        grid->addWidget(notice.box, row, 0);
        grid->addWidget(notice.before, row, 1);
        connect(notice.box, &QCheckBox::clicked, this, &NoticesPage::write);
        connect(notice.before, &QSpinBox::valueChanged, this, &NoticesPage::write);
        notices_.append(notice);
    }
    if (isMore && layout() != nullptr)
        tabInReadingOrder(layout());
}

void NoticesPage::showSettings() {
    const auto &notices = settings().notices;
    addNotices(notices.size());
    if (chosen() != notices) // otherwise each notice stays in the row where the user set it
        show(notices);
    for (const auto &[box, before] : notices_)
        before->setEnabled(box->isChecked());
    const QSignalBlocker blocker(snooze_);
    snooze_->setValue(int(settings().quiet.count()));
}

void NoticesPage::show(const QList<minutes> &notices) {
    for (qsizetype row = 0; row < notices_.size(); ++row) {
        const auto &[box, before] = notices_[row];
        box->setChecked(row < notices.size());
        const QSignalBlocker blocker(before);
        if (row < notices.size())
            before->setValue(int(notices[row].count()));
    }
}

QList<minutes> NoticesPage::chosen() const {
    QList<minutes> all;
    for (const auto &[box, before] : notices_)
        if (box->isChecked() && !all.contains(minutes(before->value())))
            all.append(minutes(before->value()));
    std::ranges::sort(all, std::ranges::greater());
    return all;
}

void NoticesPage::write() {
    set(u"notice.minutes"_s, noticesText(chosen()), noticesNote_);
}

} // namespace vouch::ui
