// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_window.h"

#include "ui/settings/settings_activity.h"
#include "ui/settings/settings_aws.h"
#include "ui/settings/settings_general.h"
#include "ui/settings/settings_help.h"
#include "ui/settings/settings_locking.h"
#include "ui/settings/settings_notices.h"
#include "ui/settings/settings_profiles.h"
#include "ui/settings/settings_roles.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/rule_line.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

constexpr QSize windowSize(760, 560);
constexpr int minListWidth = 152;
constexpr int listMargin = 12;

/// The list of pages, on the window's own background.
QListWidget *pageList(QWidget *parent) {
    auto *list = new QListWidget(parent);
    list->setAccessibleName(SettingsWindow::tr("Pages"));
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSpacing(1);
    list->viewport()->setAutoFillBackground(false);
    return list;
}

} // namespace

SettingsWindow::SettingsWindow(const Services &services)
    : configuration_(services.configuration), list_(pageList(this)),
      pages_(new QStackedWidget(this)) {
    setWindowTitle(tr("Settings")); // Qt adds the application's name
    addPage(tr("General"), new GeneralPage(services.configuration, services.session,
                                           services.report, services.autostart));
    addPage(tr("Roles"), new RolesPage(services.configuration, services.roles, services.activity,
                                       services.profileNames));
    addPage(tr("AWS"), new AwsPage(services.configuration));
    addPage(tr("AWS profiles"), new AwsProfilesPage({services.configuration, services.profiles,
                                                     services.profileImport, services.clock}));
    addPage(tr("Notifications"), new NoticesPage(services.configuration));
    addPage(tr("Locking"), new LockingPage(services.configuration, services.lockWatch));
    auto *activity = new ActivityPage(services.activity);
    connect(activity, &ActivityPage::whyWanted, this, &SettingsWindow::whyWanted);
    addPage(tr("Activity"), activity);
    auto *help = new HelpPage(services.checks);
    connect(help, &HelpPage::placeWanted, this, &SettingsWindow::placeWanted);
    addPage(tr("Troubleshooting"), help);
    QWidget *below = footer(); // after the pages, in the order of Tab
    list_->setFixedWidth(std::max(minListWidth, list_->sizeHintForColumn(0) + 8));
    connect(list_, &QListWidget::currentRowChanged, pages_, &QStackedWidget::setCurrentIndex);
    list_->setCurrentRow(0);

    auto *side = new QVBoxLayout;
    side->setContentsMargins(listMargin - 1, 16, listMargin, 16);
    side->addWidget(list_);
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addLayout(side);
    top->addWidget(new RuleLine(Qt::Vertical, this));
    top->addWidget(pages_, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top, 1);
    all->addWidget(new RuleLine(Qt::Horizontal, this));
    all->addWidget(below);
    resize(grownWithText(this, windowSize).expandedTo(sizeHint()));
    keepOnScreen(this);

    connect(&configuration_, &Configuration::problemChanged, this, &SettingsWindow::showProblem);
    showProblem();
}

QWidget *SettingsWindow::footer() {
    auto *footer = new QWidget(this);
    auto *hint = new TonedLabel(mutedColor, tr("Changes take effect immediately."), footer);
    hint->setFont(scaledFont(font(), 0.92));
    hint_ = hint;
    problem_ = new FieldNote(nullptr, footer);
    QPushButton *close = pushButton(tr("&Close"), footer);
    close->setMinimumWidth(std::max(87, close->minimumWidth()));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(24, 12, 24, 12);
    row->setSpacing(16);
    row->addWidget(hint_, 1);
    row->addWidget(problem_, 1);
    row->addWidget(close);
    return footer;
}

void SettingsWindow::addPage(const QString &name, QWidget *page) {
    auto *item = new QListWidgetItem(name, list_);
    item->setSizeHint(
        {fontMetrics().horizontalAdvance(name) + 16, std::max(32, fontMetrics().height() + 12)});
    // With a large font on a small screen, a page is taller than the window.
    auto *area = new QScrollArea(pages_);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    area->setFocusPolicy(Qt::NoFocus);
    pages_->addWidget(area);
    tabInReadingOrder(page->layout());
}

void SettingsWindow::showPage(Page page) {
    list_->setCurrentRow(int(page));
    show();
    raise();
    activateWindow();
}

SettingsWindow::Page SettingsWindow::page() const {
    return Page(list_->currentRow());
}

void SettingsWindow::showEvent(QShowEvent *event) {
    QDialog::showEvent(event);
    list_->setFocus();
}

void SettingsWindow::showProblem() {
    const auto &problem = configuration_.problem();
    hint_->setVisible(!problem);
    if (problem)
        problem_->refuse(textInWindow(*problem));
    else
        problem_->clear();
    const int settingsPages = int(Page::Activity); // the activity page changes no settings
    for (int page = 0; page < settingsPages; ++page)
        pages_->widget(page)->setEnabled(!problem);
}

} // namespace vouch::ui
