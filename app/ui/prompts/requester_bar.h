// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"

#include <QFrame>

class QLabel;
class QListWidget;

namespace vouch::ui {

/// The bar on top of the sign-in dialog that says who asks, in two lines: the first one, who stays
/// there, and a link that opens a list of the others under the bar.
class RequesterBar : public QFrame {
    Q_OBJECT
public:
    explicit RequesterBar(QWidget *parent);

    /// Never empty. `server` is what a person who began it signs in to.
    void setRequesters(const QList<Requester> &requesters, const QString &server);
    /// Takes its height from the application's font.
    void fit();
    QWidget *link() const;
    /// A child of the dialog, so that the window needs no more room.
    QListWidget *others() const { return others_; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOutWords();
    void toggleOthers();
    void placeOthers();

    QString first_, second_;
    QLabel *firstLabel_, *secondLabel_, *link_;
    QListWidget *others_;
};

} // namespace vouch::ui
