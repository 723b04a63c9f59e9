// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/facts_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/rule_line.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogMargin = 24;
constexpr int contentWidth = 60; ///< in average characters

/// Makes text selectable, by keyboard too.
void makeSelectable(QLabel *label) {
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setCursor(Qt::IBeamCursor);
}

} // namespace

FactsDialog::FactsDialog(const QString &title, QWidget *parent)
    : QDialog(parent), picture_(plainLabel({}, this)), heading_(new WrappedLabel(this)),
      text_(new WrappedLabel(this)), grid_(new QGridLayout), buttons_(new QHBoxLayout) {
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    makeStrong(heading_, 1.25);
    makeSelectable(text_);

    auto *content = new QWidget;
    content->setMinimumWidth(contentWidth * fontMetrics().averageCharWidth());
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(heading_);
    lines->addSpacing(4);
    lines->addWidget(text_);
    lines->addStretch();
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(picture_, 0, Qt::AlignTop);
    top->addLayout(lines, 1);
    grid_->setHorizontalSpacing(16);
    grid_->setVerticalSpacing(8);
    grid_->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(dialogMargin, dialogMargin, dialogMargin, 16);
    column->setSpacing(0); // a stretch would get it too
    column->addLayout(top);
    column->addSpacing(16);
    column->addLayout(grid_);
    column->addStretch();

    QPushButton *copy = pushButton(tr("&Copy"), this);
    QPushButton *close = pushButton(tr("C&lose"), this);
    close->setDefault(true);
    buttons_->setContentsMargins(dialogMargin, 12, dialogMargin, 12);
    buttons_->setSpacing(8);
    buttons_->addWidget(copy);
    buttons_->addStretch();
    buttons_->addWidget(close);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(new ScrollingContent(content, this), 1);
    all->addWidget(new RuleLine(Qt::Horizontal, this));
    all->addLayout(buttons_);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(copied());
        setButtonText(copy, tr("Copied"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    keepOnScreen(this);
    close->setFocus();
}

bool FactsDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

void FactsDialog::setHeading(const QString &heading, const QString &text, const QPixmap &picture) {
    picture_->setPixmap(picture);
    picture_->setVisible(!picture.isNull());
    heading_->setText(heading);
    text_->setText(text);
    text_->setVisible(!text.isEmpty());
}

void FactsDialog::setFacts(const QList<Fact> &facts) {
    facts_ = facts;
    int row = 0;
    for (const Fact &fact : facts) {
        auto *name = new TonedLabel(mutedColor, fact.name, this);
        name->setWordWrap(false);
        QLabel *value = nullptr;
        if (fact.address.isEmpty()) {
            value = new WrappedLabel(this);
            value->setText(fact.value);
            makeSelectable(value);
        } else {
            value = plainLabel({}, this);
            value->setTextFormat(Qt::RichText); // contains only our own text
            value->setText(u"<a href=\"%1\" style=\"text-decoration:none\">%2</a>"_s.arg(
                fact.address.toHtmlEscaped(), fact.value.toHtmlEscaped()));
            value->setOpenExternalLinks(true);
            value->setToolTip(plainToolTip(fact.address));
        }
        value->setAccessibleName(u"%1: %2"_s.arg(fact.name, fact.value));
        grid_->addWidget(name, row, 0, Qt::AlignTop);
        grid_->addWidget(value, row++, 1);
    }
}

QPushButton *FactsDialog::addButton(const QString &text) {
    QPushButton *button = pushButton(text, this);
    const int place = buttons_->count() - 2; // before the stretch and Close
    buttons_->insertWidget(place, button);
    setTabOrder(buttons_->itemAt(place - 1)->widget(), button);
    return button;
}

QString FactsDialog::copied() const {
    QStringList lines{heading_->text()};
    if (!text_->text().isEmpty())
        lines.append(text_->text());
    for (const Fact &fact : facts_)
        lines.append(u"%1: %2"_s.arg(fact.name, fact.value));
    return lines.join(u'\n') + u'\n';
}

} // namespace vouch::ui
