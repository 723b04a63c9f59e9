// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

class QFormLayout;

namespace vouch::ui {

/// Plain text that wraps, in a color made from the palette; follows the palette's changes.
class TonedLabel : public QLabel {
    Q_OBJECT
public:
    using Color = QColor (*)(const QPalette &palette);

    explicit TonedLabel(Color color, const QString &text = {}, QWidget *parent = nullptr);
    void setColor(Color color);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColor();

    Color color_;
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
    void say(const QString &text, const char *mark, TonedLabel::Color color);

    QWidget *field_;
    TonedLabel *label_;
    QByteArray mark_;
    TonedLabel::Color color_;
};

/// The heading of a part of a page.
QLabel *sectionLabel(const QString &text, QWidget *parent);
/// The layout for fields below each other.
QFormLayout *settingsForm();
/// A push button that Enter does not press from elsewhere.
QPushButton *pushButton(const QString &text, QWidget *parent);

/// Shows in an empty field what it takes, and gives it the room for that.
void setHint(QLineEdit *field, const QString &hint);

/// Makes a window higher when a note in it needs the room; to be called from event().
void growToFit(QWidget *window, const QEvent *event);

/// A table of rows to look at and choose one; nothing in it is edited in place. Its last column
/// takes the room that is left; where that is too little for its words, the table scrolls.
class RowTable : public QTableWidget {
    Q_OBJECT
public:
    using QTableWidget::QTableWidget;

    /// To be called when the rows are others: gives the table their height, within reason.
    void fitRows();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitLastColumn();
};

RowTable *rowTable(const QStringList &headings, const QString &name, QWidget *parent);
/// A cell of text that others may have written.
QTableWidgetItem *cell(const QString &text);

} // namespace vouch::ui
