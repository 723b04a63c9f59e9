// SPDX-License-Identifier: Apache-2.0
#include "virtualkey/window/key_window.h"

#include "ui/widgets/drawing.h"

#include <QApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QSocketNotifier>
#include <QVBoxLayout>

#include <cstdio>
#include <unistd.h>

namespace vouch::virtualkey {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr QSize pictureSize(392, 112);
constexpr QPoint disc(208, 56); ///< the middle of the gold disc
constexpr int discRadius = 30;
} // namespace

KeyWindow::KeyWindow(const QString &program, const QStringList &arguments)
    : input_(new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this)),
      picture_(new QLabel(this)), plug_(new QPushButton(this)) {
    setWindowTitle(u"A software security key"_s);
    picture_->setFixedSize(pictureSize);
    picture_->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(picture_);
    layout->addWidget(plug_, 0, Qt::AlignCenter);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    setPlugged(true);

    connect(plug_, &QPushButton::clicked, this, [this] {
        setPlugged(!plugged_);
        say(plugged_ ? "plug" : "unplug");
    });
    connect(input_, &QSocketNotifier::activated, this, &KeyWindow::readInput);
    connect(&key_, &QProcess::readyReadStandardOutput, this, &KeyWindow::readKey);
    connect(&key_, &QProcess::finished, qApp, &QApplication::quit);
    key_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    key_.start(program, arguments);
}

void KeyWindow::mousePressEvent(QMouseEvent *event) {
    const QPoint distance = event->pos() - picture_->pos() - disc;
    if (plugged_ && distance.manhattanLength() <= discRadius) {
        say("touch");
        showPicture(u"plugged"_s);
    }
}

void KeyWindow::say(const QByteArray &command) {
    asked_.enqueue(true);
    key_.write(command + '\n');
}

void KeyWindow::readKey() {
    while (key_.canReadLine()) {
        const QByteArray line = key_.readLine();
        const bool unasked = line == "touch-needed\n" || line.startsWith("listening ");
        if (line == "touch-needed\n") {
            showPicture(u"touch"_s);
            raise();
        }
        if (!unasked && !asked_.isEmpty() && asked_.dequeue())
            continue; // an answer to the window is nobody else's business
        std::fwrite(line.constData(), 1, std::size_t(line.size()), stdout);
        std::fflush(stdout);
    }
}

void KeyWindow::readInput() {
    char chunk[1024];
    const ssize_t got = ::read(STDIN_FILENO, chunk, sizeof chunk);
    if (got > 0) {
        for (qsizetype lines = QByteArrayView(chunk, got).count('\n'); lines > 0; --lines)
            asked_.enqueue(false);
        key_.write(chunk, got);
    } else {
        input_->setEnabled(false);
        key_.closeWriteChannel();
    }
}

void KeyWindow::setPlugged(bool plugged) {
    plugged_ = plugged;
    plug_->setText(plugged ? u"Pull it out"_s : u"Plug it in"_s);
    showPicture(plugged ? u"plugged"_s : u"insert"_s);
}

void KeyWindow::showPicture(const QString &name) {
    QPixmap pixmap(pictureSize * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    ui::Drawing(u"art/"_s + name).paint(painter, QRectF({}, pictureSize));
    painter.end();
    picture_->setPixmap(pixmap);
}

} // namespace vouch::virtualkey
