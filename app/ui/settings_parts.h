// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

namespace vouch::ui {

/// Plain text that wraps, in a colour made from the palette; follows the palette's changes.
class TonedLabel : public QLabel {
    Q_OBJECT
public:
    using Colour = QColor (*)(const QPalette &palette);

    explicit TonedLabel(Colour colour, const QString &text = {}, QWidget *parent = nullptr);
    void setColour(Colour colour);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColour();

    Colour colour_;
};

/// What is to be said about a field, below it; not there while there is nothing. The field's
/// accessible description says the same.
class FieldNote : public QWidget {
    Q_OBJECT
public:
    FieldNote(QWidget *field, QWidget *parent);

    void clear();
    void tell(const QString &text);   ///< something to know
    void allow(const QString &text);  ///< something that worked
    void warn(const QString &text);   ///< what is about to happen
    void refuse(const QString &text); ///< what is wrong with what the field holds
    QString text() const { return label_->text(); }
    bool isRefusal() const { return mark_ == "marks-16/refused"; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &text, const char *mark, TonedLabel::Colour colour);

    QWidget *field_;
    TonedLabel *label_;
    QByteArray mark_;
    TonedLabel::Colour colour_;
};

/// A line of one pixel, lying or standing.
class RuleLine : public QWidget {
    Q_OBJECT
public:
    explicit RuleLine(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// The heading of a part of a page.
QLabel *sectionLabel(const QString &text, QWidget *parent);
/// A push button that Enter does not press from elsewhere.
QPushButton *pushButton(const QString &text, QWidget *parent);

/// Makes a window higher when a note in it needs the room; to be called from event().
void growToFit(QWidget *window, const QEvent *event);

/// A table of rows to look at and choose one; nothing in it is edited in place.
QTableWidget *rowTable(const QStringList &headings, const QString &name, QWidget *parent);
/// A cell of text that others may have written.
QTableWidgetItem *cell(const QString &text);
/// Gives the table the height of its rows, within reason.
void fitRows(QTableWidget *table);

} // namespace vouch::ui
