// SPDX-License-Identifier: Apache-2.0
// Draws each state of each window into a folder, in each language and look, and says what is wrong
// with them: words that are cut off, keys that stand for two things, a dialog that changes its
// size.
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 screenshots FOLDER
#include "gallery.h"
#include "ui/widgets/languages.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Has Qt's offscreen platform pretend a screen on which every window has room, at a scale of 2
/// too.
void useLargeScreen(const QString &folder) {
    const QJsonObject screen{
        {u"name"_s, u"large"_s}, {u"x"_s, 0},           {u"y"_s, 0},   {u"width"_s, 4000},
        {u"height"_s, 4000},     {u"logicalDpi"_s, 96}, {u"dpr"_s, 1}, {u"logicalBaseDpi"_s, 96}};
    QFile file(folder + u"/screens.json"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(QJsonObject{{u"screens"_s, QJsonArray{screen}}}).toJson());
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toUtf8());
}

} // namespace

int main(int argc, char *argv[]) {
    const QTemporaryDir home;
    useLargeScreen(home.path());
    for (const char *folder : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(folder, home.path().toUtf8());
    QApplication application(argc, argv);
    // One line for each window is of no use here.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
        if (type != QtDebugMsg && type != QtInfoMsg &&
            !message.startsWith("This plugin does not"_L1))
            std::fprintf(stderr, "%s\n", qPrintable(message));
    });
    Gallery gallery(QApplication::arguments().value(1, u"."_s));
    QElapsedTimer time;
    time.start();
    for (const QString &language : vouch::ui::languages()) {
        for (const Look &look : usualLooks() + specialLooks()) {
            gallery.enter(look, language);
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
    }
    drawTrayIcons(gallery);
    for (const QString &fault : gallery.faults())
        std::printf("%s\n", qPrintable(fault));
    std::printf("%d pictures in %.1f s, %d faults\n", gallery.pictures(),
                double(time.elapsed()) / 1000, int(gallery.faults().size()));
    return gallery.faults().isEmpty() ? 0 : 1;
}
