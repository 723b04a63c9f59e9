// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/toned_label.h"

#include <QWidget>

namespace vouch::ui {

/// A message below a field, with a mark for its kind; hidden while empty. Also sets the field's
/// accessible description. A new message that has a mark scrolls into sight.
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
    void resizeEvent(QResizeEvent *event) override;

private:
    void scrollIntoSight();
    void setMessage(const QString &text, const char *mark, TonedLabel::Color color);

    QWidget *field_;
    TonedLabel *label_;
    QByteArray mark_;
    TonedLabel::Color color_;
};

/// Puts a note into a place of at least this height, so that the window keeps its size while the
/// note comes and goes.
QWidget *inRoom(FieldNote *note, int height);

} // namespace vouch::ui
