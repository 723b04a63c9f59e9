// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"

#include "breaks.h"
#include "contrast.h"
#include "reach.h"
#include "screen.h"

#include <QApplication>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char sizeProperty[] = "sizeInTheGallery";

} // namespace

void Gallery::enter(const Look &look, const QString &language) {
    look_ = look;
    language_ = language;
    wear(look);
    speakAndWrite(language);
}

void Gallery::take(QWidget &window, const QString &name, Room room) {
    for (int turn = 0; turn < 3; ++turn) // layouts settle from the inside out
        QApplication::processEvents();
    blame(name, faultsOf(window, room));
    blame(name, reachFaultsOf(window));
    blame(name, breakFaultsOf(window));
    judgeSize(window, name);
    if (isOnSmallScreen())
        blame(name, screenFaultsOf(window));
    const QImage picture = window.grab().toImage();
    if (language_ == "en"_L1 && !isOnSmallScreen()) // colors are the same in each
        blame(name, contrastFaultsOf(window, picture));
    keep(picture, whole(name));
}

/// A window keeps its size from one picture to the next.
void Gallery::judgeSize(QWidget &window, const QString &name) {
    const QSize before = window.property(sizeProperty).toSize(), now = window.size();
    if (before.isValid() && before != now)
        blame(name, {u"is %1 × %2, and was %3 × %4 before"_s.arg(now.width())
                         .arg(now.height())
                         .arg(before.width())
                         .arg(before.height())});
    window.setProperty(sizeProperty, now);
}

void Gallery::letResize(QWidget &window) {
    window.setProperty(sizeProperty, {});
}

void Gallery::keep(const QImage &image, const QString &name) {
    const QString scale = u"%1x"_s.arg(qRound(qApp->devicePixelRatio()));
    const QString file = u"%1-%2.png"_s.arg(name, isOnSmallScreen() ? screen_ : scale);
    constexpr int quick = 85; // PNG loses nothing by it, and most of the time went into packing
    if (image.save(folder_.filePath(file), "PNG", quick))
        ++pictures_;
    else
        faults_.append(u"%1 cannot be written"_s.arg(folder_.filePath(file)));
}

void Gallery::blame(const QString &name, const QStringList &faults) {
    for (const QString &fault : faults)
        faults_.append(u"%1: %2"_s.arg(whole(name), fault));
}

QString Gallery::whole(const QString &name) const {
    return u"%1-%2-%3"_s.arg(name, look_.name, language_);
}
