// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QQueue>
#include <QWidget>

class QLabel;
class QPushButton;
class QSocketNotifier;

namespace vouch::virtualkey {

/// A software key that a person can see and click: it runs `virtualkey` with the given arguments,
/// passes its standard input and output through, and shows whether it is plugged in and waits for a
/// finger. A click on the gold disc is a touch.
class KeyWindow : public QWidget {
    Q_OBJECT
public:
    KeyWindow(const QString &program, const QStringList &arguments);

protected:
    void mousePressEvent(QMouseEvent *event) override;

private:
    void readKey();
    void readInput();
    void say(const QByteArray &command);
    void showPicture(const QString &name);
    void setPlugged(bool plugged);

    QProcess key_;
    QSocketNotifier *input_;
    QLabel *picture_;
    QPushButton *plug_;
    bool plugged_ = true;
    QQueue<bool> asked_; ///< whether each command that is not answered yet was ours
};

} // namespace vouch::virtualkey
