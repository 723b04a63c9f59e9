// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"

#include <QFrame>

class QLabel;
class QListWidget;

namespace vouch::ui {

/// The bar at the top of the prompts that shows the requester: the first one in two lines, and a
/// link that pops up a list of the others.
class RequesterBar : public QFrame {
    Q_OBJECT
public:
    explicit RequesterBar(QWidget *parent);

    /// `requesters` is never empty. `server` is shown for a sign-in that the user started.
    void setRequesters(const QList<Requester> &requesters, const QString &server);
    /// Sets its height from the application's font.
    void fit();
    QWidget *link() const;
    /// The list of the others, in a popup of its own.
    QListWidget *others() const { return others_; }

protected:
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elideText();
    void showOthers();

    QString first_, second_;
    QLabel *firstLabel_, *secondLabel_, *link_;
    QFrame *popup_;
    QListWidget *others_;
};

} // namespace vouch::ui
