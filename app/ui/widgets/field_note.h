// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

class QFormLayout;

namespace vouch::ui {

/// Wrapping plain text in a color computed from the palette; follows palette changes.
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

/// A message below a field, with a mark for its kind; hidden while empty. Also sets the field's
/// accessible description.
class FieldNote : public QWidget {
    Q_OBJECT
public:
    /// `field`: the described widget; may be null.
    FieldNote(QWidget *field, QWidget *parent);

    void clear();
    void tell(const QString &text);   ///< information
    void allow(const QString &text);  ///< success
    void warn(const QString &text);   ///< a warning
    void refuse(const QString &text); ///< an error
    QString text() const { return label_->text(); }
    bool isRefusal() const { return mark_ == "marks-16/refused"; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void setMessage(const QString &text, const char *mark, TonedLabel::Color color);

    QWidget *field_;
    TonedLabel *label_;
    QByteArray mark_;
    TonedLabel::Color color_;
};

/// A section heading on a page.
QLabel *sectionLabel(const QString &text, QWidget *parent);
/// A layout of labeled fields below each other.
QFormLayout *settingsForm();
/// A push button that never becomes the default automatically.
QPushButton *pushButton(const QString &text, QWidget *parent);

/// Sets a placeholder text, and a minimum width that fits it.
void setHint(QLineEdit *field, const QString &hint);

/// Grows a window when its content needs more height. Call it from event().
void growToFit(QWidget *window, const QEvent *event);

/// A read-only table in which the user selects one row. The last column takes the remaining width;
/// if its text doesn't fit, the table scrolls.
class RowTable : public QTableWidget {
    Q_OBJECT
public:
    using QTableWidget::QTableWidget;

    /// Sets the table's height to fit its rows, within limits. Call it when the rows change.
    void fitRows();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitLastColumn();
};

RowTable *rowTable(const QStringList &headings, const QString &name, QWidget *parent);
/// A table cell whose text and tooltip are shown as plain text.
QTableWidgetItem *cell(const QString &text);

} // namespace vouch::ui
