// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/administrator_view.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/code_font.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto copiedTime = 2s;
constexpr int shownRows = 11;

} // namespace

AdministratorView::AdministratorView(QWidget *parent)
    : QWidget(parent), tabs_(new QTabWidget(this)), policy_(addTab(tr("Policy"))),
      commandLine_(addTab(tr("AWS command line"))), cloudFormation_(addTab(tr("CloudFormation"))),
      terraform_(addTab(tr("Terraform"))), copy_(pushButton(tr("&Copy"), this)) {
    copy_->setFixedWidth(
        std::max({80, copy_->minimumWidth(), fontMetrics().horizontalAdvance(tr("Copied")) + 28}));
    copied_.setSingleShot(true);
    copied_.setInterval(copiedTime);
    auto *row = new QHBoxLayout;
    row->addWidget(sectionLabel(tr("For the administrator"), this), 1);
    row->addWidget(copy_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(tabs_, 1);
    auto *about = new TonedLabel(
        mutedColor,
        tr("The copied text contains the account, the role, and the server, but no secrets."),
        this);
    about->setFont(scaledFont(font(), 0.92));
    column->addWidget(about);
    tabs_->setAccessibleName(tr("For the administrator"));
    QWidget *before = copy_;
    for (QWidget *next : std::initializer_list<QWidget *>{
             tabs_, tabs_->tabBar(), policy_, commandLine_, cloudFormation_, terraform_}) {
        setTabOrder(before, next);
        before = next;
    }
    connect(copy_, &QPushButton::clicked, this, &AdministratorView::copy);
    connect(&copied_, &QTimer::timeout, this, [this] { copy_->setText(tr("&Copy")); });
}

QPlainTextEdit *AdministratorView::addTab(const QString &name) {
    auto *text = new QPlainTextEdit(tabs_);
    text->setFont(scaledFont(codeFont(font()), 0.95));
    text->setAccessibleName(name);
    text->setLayoutDirection(Qt::LeftToRight); // code
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setTabChangesFocus(true);
    text->setMinimumHeight(text->fontMetrics().height() * shownRows);
    auto *page = new QWidget(tabs_);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 12, 8, 8);
    layout->addWidget(text);
    tabs_->addTab(page, name);
    return text;
}

void AdministratorView::setText(const AdministratorText &text) {
    policy_->setPlainText(text.policy);
    commandLine_->setPlainText(text.commandLine);
    cloudFormation_->setPlainText(text.cloudFormation);
    terraform_->setPlainText(text.terraform);
}

void AdministratorView::copy() {
    const auto *shown = tabs_->currentWidget()->findChild<QPlainTextEdit *>();
    QGuiApplication::clipboard()->setText(shown->toPlainText());
    copy_->setText(tr("Copied"));
    copied_.start();
}

} // namespace vouch::ui
