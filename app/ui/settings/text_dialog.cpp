// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/text_dialog.h"

#include "core/error.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/code_font.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <QCoro/QCoroFuture>

#include <utility>

namespace vouch::ui {

namespace {
constexpr QSize textSize(560, 480);
}

TextDialog::TextDialog(const QString &title, const QString &about, Source source, QWidget *parent)
    : QDialog(parent), source_(std::move(source)), text_(new QPlainTextEdit(this)),
      note_(new FieldNote(text_, this)), copy_(pushButton(tr("Cop&y"), this)),
      buttons_(new QHBoxLayout) {
    setWindowTitle(title);
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setFont(scaledFont(codeFont(font()), 0.95));
    text_->setAccessibleName(title);
    copy_->setEnabled(false);
    QPushButton *close = pushButton(tr("&Close"), this);
    close->setDefault(true);

    buttons_->setSpacing(8);
    buttons_->addWidget(copy_);
    buttons_->addStretch();
    buttons_->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(new TonedLabel(mutedColor, about, this));
    layout->addWidget(text_, 1);
    layout->addWidget(note_);
    layout->addLayout(buttons_);
    resize(grownWithText(this, textSize).expandedTo(sizeHint()));
    keepOnScreen(this);

    connect(copy_, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text_->toPlainText()); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    load();
}

void TextDialog::addButton(QPushButton *button) {
    buttons_->insertWidget(buttons_->indexOf(copy_) + 1, button);
    setTabOrder(copy_, button);
}

void TextDialog::load() {
    loading_ = ScopedTask([this](std::stop_token stop) { return loaded(stop); },
                          [this](const Error &error) { note_->refuse(textInWindow(error)); });
}

QCoro::Task<> TextDialog::loaded(std::stop_token stop) {
    auto future = source_();
    const QString text = co_await future;
    throwIfStopped(stop);
    note_->clear();
    text_->setPlainText(text);
    copy_->setEnabled(!text.isEmpty());
    if (showsEnd_)
        scrollToEnd();
}

void TextDialog::scrollToEnd() {
    text_->verticalScrollBar()->setValue(text_->verticalScrollBar()->maximum());
}

bool TextDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::Show && showsEnd_)
        scrollToEnd(); // the text may have come before there was a place for it
    growToFit(this, event);
    return done;
}

} // namespace vouch::ui
