// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/key_row.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize pictureSize(53, 20);
constexpr int rowHeight = 44;

/// A small version of the key in the sign-in dialog's picture. Decorative.
class SmallKey : public QWidget {
public:
    explicit SmallKey(QWidget *parent) : QWidget(parent) { setFixedSize(pictureSize); }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0xCF, 0xA8, 0x4C));
        painter.drawRect(QRectF(0, 5, 12, 10));
        painter.setBrush(isDark(palette()) ? QColor(0x4A, 0x50, 0x56) : QColor(0x2B, 0x2F, 0x33));
        painter.drawRoundedRect(QRectF(10, 0, 43, 20), 5, 5);
        painter.setBrush(QColor(0xE5, 0xBC, 0x60));
        painter.drawEllipse(QPointF(30, 10), 5.5, 5.5);
    }
};

QColor accentColor(const QPalette &palette) {
    return toneColor(Tone::Accent, palette);
}

QString aboutText(const RegisteredKey &key) {
    if (key.createdAt == Time())
        return key.model;
    const QString day =
        QLocale().toString(toLocal(key.createdAt).date(), KeyRow::tr("d MMMM yyyy"));
    return key.model.isEmpty() ? KeyRow::tr("registered %1").arg(day)
                               : KeyRow::tr("%1 · registered %2").arg(key.model, day);
}

} // namespace

KeyRow::KeyRow(const RegisteredKey &key, QWidget *parent) : QWidget(parent) {
    auto *name = new ElidedLabel(Qt::ElideRight, this);
    name->setText(key.name);
    name->setFont(scaledFont(font(), 1, QFont::DemiBold));
    auto *about = new ElidedLabel(Qt::ElideRight, this);
    about->setText(aboutText(key));
    makeMuted(about);
    makeSmall(about);

    auto *first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(name);
    if (key.current) {
        auto *current = new TonedLabel(accentColor, tr("Signed in with this key"), this);
        current->setFont(scaledFont(font(), 0.92, QFont::DemiBold));
        current->setWordWrap(false);
        first->addWidget(current);
    }
    first->addStretch(1);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addStretch();
    lines->addLayout(first);
    lines->addWidget(about);
    lines->addStretch();

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2, 6, 0, 6);
    row->setSpacing(14);
    row->addWidget(new SmallKey(this), 0, Qt::AlignVCenter);
    row->addLayout(lines, 1);
    const auto add = [&](const QString &text, const QString &accessibleName,
                         void (KeyRow::*wanted)()) {
        QToolButton *button = newFlatButton(text, this);
        button->setMinimumHeight(28);
        button->setAccessibleName(accessibleName);
        connect(button, &QToolButton::clicked, this, wanted);
        row->addWidget(button, 0, Qt::AlignVCenter);
    };
    row->setSpacing(12);
    add(tr("Rename…"), tr("Rename %1").arg(key.name), &KeyRow::renameWanted);
    add(tr("Remove…"), tr("Remove %1").arg(key.name), &KeyRow::removeWanted);
    setMinimumHeight(rowHeight);
}

} // namespace vouch::ui
