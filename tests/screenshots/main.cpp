// SPDX-License-Identifier: Apache-2.0
// Draws each state of each window into a folder, in each language and look, and says what is wrong
// with them: words that are cut off, keys that stand for two things, a dialog that changes its
// size. With a screen's size, on one where windows have to scroll.
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 screenshots FOLDER [1024x600]
#include "core/translations.h"
#include "end_of_tasks.h"
#include "gallery.h"
#include "screen.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

/// "1280x720"; an empty size for no argument.
QSize sizeFrom(const QString &argument) {
    const QStringList sides = argument.split(u'x');
    return sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
}

/// On a small screen, one language is light and the other dark, since colors don't depend on words;
/// with large text if there is room for it, otherwise in high contrast, too.
QList<Look> looksOn(const QSize &small, bool isFirstLanguage) {
    if (small.isEmpty())
        return usualLooks() + specialLooks();
    const Look usual = isFirstLanguage ? usualLooks().first() : usualLooks().last();
    if (constexpr int forLargeText = 1280; small.width() >= forLargeText)
        return {large(usual)};
    return isFirstLanguage ? QList{usual} : QList{usual, specialLooks().last()};
}

void drawWindows(Gallery &gallery) {
    drawPanel(gallery);
    drawSignIn(gallery);
    drawQuestions(gallery);
    drawEnrollment(gallery);
    drawSettings(gallery);
    drawProfiles(gallery);
    drawKeys(gallery);
    drawTray(gallery);
    drawWizard(gallery);
}

} // namespace

int main(int argc, char *argv[]) {
    const QTemporaryDir home;
    const QSize small = argc > 2 ? sizeFrom(QString::fromLocal8Bit(argv[2])) : QSize();
    useScreen(small, home.path());
    for (const char *folder : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(folder, home.path().toUtf8());
    QApplication application(argc, argv);
    const vouch::test::EndOfTasks endOfTasks;
    // One line for each window is of no use here.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
        if (type != QtDebugMsg && type != QtInfoMsg &&
            !message.startsWith("This plugin does not"_L1))
            std::fprintf(stderr, "%s\n", qPrintable(message));
    });
    Gallery gallery(QApplication::arguments().value(1, u"."_s),
                    small.isEmpty() ? QString() : QApplication::arguments().value(2));
    QElapsedTimer time;
    time.start();
    const QStringList languages = vouch::translatedLanguages();
    for (const QString &language : languages) {
        for (const Look &look : looksOn(small, language == languages.first())) {
            gallery.enter(look, language);
            drawWindows(gallery);
        }
    }
    if (small.isEmpty())
        drawTrayIcons(gallery);
    for (const QString &fault : gallery.faults())
        std::printf("%s\n", qPrintable(fault));
    std::printf("%d pictures in %.1f s, %d faults\n", gallery.pictures(),
                double(time.elapsed()) / 1000, int(gallery.faults().size()));
    return gallery.faults().isEmpty() ? 0 : 1;
}
