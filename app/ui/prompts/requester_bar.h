// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"

#include <QFrame>

class QLabel;
class QListWidget;

namespace vouch::ui {

/// The bar at the top of the prompts that shows the requester: the first one in two lines, and a
/// link that opens a list of the others below the bar.
class RequesterBar : public QFrame {
    Q_OBJECT
public:
    explicit RequesterBar(QWidget *parent);

    /// `requesters` is never empty. `server` is shown for a sign-in that the user started.
    void setRequesters(const QList<Requester> &requesters, const QString &server);
    /// Sets its height from the application's font.
    void fit();
    QWidget *link() const;
    /// A child of the dialog that overlays it, so the window doesn't grow.
    QListWidget *others() const { return others_; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elideText();
    void toggleOthers();
    void positionOthers();

    QString first_, second_;
    QLabel *firstLabel_, *secondLabel_, *link_;
    QListWidget *others_;
};

} // namespace vouch::ui
