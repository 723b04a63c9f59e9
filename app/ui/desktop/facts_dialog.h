// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPixmap;
class QPushButton;

namespace vouch::ui {

/// A dialog with a heading and facts below it, all of which can be selected and copied. Its only
/// decision is to close it.
class FactsDialog : public QDialog {
    Q_OBJECT
public:
    struct Fact {
        QString name, value;
        QString address; ///< of a page or file that the value is a link to; may be empty
    };

    FactsDialog(const QString &title, QWidget *parent);

    void setHeading(const QString &heading, const QString &text, const QPixmap &picture = {});
    void setFacts(const QList<Fact> &facts);
    /// Adds a button beside "Copy". The dialog owns it.
    QPushButton *addButton(const QString &text);
    /// Everything that the dialog says, as lines.
    QString copied() const;

protected:
    bool event(QEvent *event) override;

private:
    QLabel *picture_, *heading_, *text_;
    QGridLayout *grid_;
    QHBoxLayout *buttons_;
    QList<Fact> facts_;
};

} // namespace vouch::ui
