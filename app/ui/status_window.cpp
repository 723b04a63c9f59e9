// SPDX-License-Identifier: Apache-2.0
#include "ui/status_window.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

StatusWindow::StatusWindow(const QList<QAction *> &actions) {
    setWindowTitle(tr("Vouch"));
    setMinimumWidth(340);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    QAction *status = actions.first();
    auto *line = new QLabel(status->text(), this);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    connect(status, &QAction::changed, line, [line, status] { line->setText(status->text()); });
    layout->addWidget(line);
    for (QAction *action : actions.sliced(1))
        addButton(layout, action);
}

void StatusWindow::addButton(QVBoxLayout *layout, QAction *action) {
    auto *button = new QPushButton(action->text(), this);
    button->setMinimumHeight(32);
    button->setAutoDefault(false);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setVisible(action->isVisible());
        button->setEnabled(action->isEnabled());
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    layout->addWidget(button);
}

} // namespace vouch::ui
