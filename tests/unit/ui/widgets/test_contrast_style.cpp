// SPDX-License-Identifier: Apache-2.0
// Frames, marks and links can be seen in light, dark and high contrast: measured on the pixels.
#include "patience.h"
#include "ui/widgets/contrast_style.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStyleOption>
#include <QVBoxLayout>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal frames = 3;
constexpr qreal text = 4.5;

QPalette plain(const QColor &button, const QColor &window, const QColor &base, const QColor &ink) {
    QPalette palette(button, window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, ink);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Highlight, QColor(0x30, 0x8C, 0xC6));
    palette.setColor(QPalette::Link, Qt::blue); // as Qt has it where the desktop names none
    return palette;
}

void addPalettes() {
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << plain(QColor(0xEF, 0xEF, 0xEF), QColor(0xEF, 0xEF, 0xEF), Qt::white,
                                    Qt::black);
    QTest::newRow("dark") << plain(QColor(0x32, 0x32, 0x32), QColor(0x32, 0x32, 0x32),
                                   QColor(0x24, 0x24, 0x24), Qt::white);
    QTest::newRow("white on black") << plain(Qt::black, Qt::black, Qt::black, Qt::white);
    QTest::newRow("black on white") << plain(Qt::white, Qt::white, Qt::white, Qt::black);
}

/// The part of a widget that has the frame.
QRect framed(const QWidget *widget) {
    QStyleOptionButton option;
    option.initFrom(widget);
    if (qobject_cast<const QCheckBox *>(widget) != nullptr)
        return widget->style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, widget);
    if (qobject_cast<const QRadioButton *>(widget) != nullptr)
        return widget->style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, widget);
    return widget->rect();
}

/// The most contrast to the window that the pixels along a line have.
qreal maxContrast(const QImage &image, const QColor &behind, QPoint from, QPoint step) {
    qreal most = 0;
    for (int i = 0; i < 4; ++i, from += step)
        most = std::max(most, contrast(image.pixelColor(from), behind));
    return most;
}

/// That of the faintest of the four sides.
qreal faintestSide(const QImage &image, const QRect &frame, const QColor &behind) {
    const QPoint middle = frame.center();
    return std::min({maxContrast(image, behind, {frame.left(), middle.y()}, {1, 0}),
                     maxContrast(image, behind, {frame.right(), middle.y()}, {-1, 0}),
                     maxContrast(image, behind, {middle.x(), frame.top()}, {0, 1}),
                     maxContrast(image, behind, {middle.x(), frame.bottom()}, {0, -1})});
}

/// The most contrast between two pixels inside.
qreal contrastWithin(const QImage &image, const QRect &inside) {
    const QColor behind = image.pixelColor(inside.topLeft());
    qreal most = 0;
    for (int y = inside.top(); y <= inside.bottom(); ++y)
        for (int x = inside.left(); x <= inside.right(); ++x)
            most = std::max(most, contrast(image.pixelColor(x, y), behind));
    return most;
}

class Bench : public QWidget {
public:
    explicit Bench(const QPalette &palette) {
        setPalette(palette);
        auto *layout = new QVBoxLayout(this);
        auto *list = new QListWidget;
        auto *combo = new QComboBox, *typed = new QComboBox;
        combo->addItem(u"Automatic"_s);
        typed->setEditable(true);
        for (QWidget *control : std::initializer_list<QWidget *>{
                 first, check, new QRadioButton(u"Dark"_s), new QLineEdit, combo, typed,
                 new QSpinBox, new QPushButton(u"Close"_s), list})
            layout->addWidget(control);
        for (QWidget *control : findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            if (auto *button = qobject_cast<QPushButton *>(control))
                button->setAutoDefault(false);
            controls.append(control);
        }
        show();
        activateWindow();
    }

    QImage picture(QWidget *control) const {
        return const_cast<Bench *>(this)
            ->grab(QRect(control->pos(), control->size()))
            .toImage()
            .convertToFormat(QImage::Format_RGB32);
    }

    QWidget *first = new QLineEdit;
    QWidget *check = new QCheckBox(u"Start Vouch when you log in"_s);
    QList<QWidget *> controls;
};

} // namespace

class TestContrastStyle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new ContrastStyle(u"Fusion"_s)); }

    void framesCanBeSeen_data() { addPalettes(); }
    void framesCanBeSeen() {
        QFETCH(const QPalette, palette);
        Bench bench(palette);
        QTRY_VERIFY(bench.isActiveWindow());
        bench.setAttribute(Qt::WA_KeyboardFocusChange); // as after a Tab
        const QColor behind = palette.color(QPalette::Window);
        for (QWidget *control : bench.controls) {
            const char *name = control->metaObject()->className();
            (control == bench.first ? bench.check : bench.first)->setFocus(Qt::TabFocusReason);
            const QImage usual = bench.picture(control);
            const qreal seen = faintestSide(usual, framed(control), behind);
            QVERIFY2(seen >= frames, qPrintable(u"%1: %2"_s.arg(QLatin1String(name)).arg(seen)));
            control->setFocus(Qt::TabFocusReason);
            const QImage focused = bench.picture(control);
            QVERIFY2(focused != usual, name);
            const qreal seenFocused = faintestSide(focused, framed(control), behind);
            QVERIFY2(seenFocused >= frames,
                     qPrintable(u"%1 with focus: %2"_s.arg(QLatin1String(name)).arg(seenFocused)));
        }
    }

    void marksCanBeSeen_data() { addPalettes(); }
    void marksCanBeSeen() {
        QFETCH(const QPalette, palette);
        Bench bench(palette);
        for (QWidget *control : bench.controls) {
            auto *button = qobject_cast<QAbstractButton *>(control);
            if (button == nullptr || !framed(button).isValid() || framed(button) == button->rect())
                continue;
            button->setCheckable(true);
            button->setChecked(true);
            const QRect inside = framed(button).adjusted(3, 3, -3, -3);
            QVERIFY(contrastWithin(bench.picture(button), inside) >= frames);
        }
    }

    void linksCanBeRead_data() { addPalettes(); }
    void linksCanBeRead() {
        QFETCH(QPalette, palette);
        const auto readable = [&palette] {
            QApplication::style()->polish(palette);
            const QColor link = palette.color(QPalette::Link);
            return link != QColor(Qt::blue) &&
                   contrast(link, palette.color(QPalette::Window)) >= text &&
                   contrast(link, palette.color(QPalette::Base)) >= text;
        };
        QVERIFY(readable());
        palette.setColor(QPalette::Link, palette.color(QPalette::Window)); // nothing to read
        QVERIFY(readable());
    }

    void aReadableLinkKeepsItsColor() {
        QPalette palette = plain(Qt::white, Qt::white, Qt::white, Qt::black);
        const QColor own(0x00, 0x57, 0xC2);
        palette.setColor(QPalette::Link, own);
        QApplication::style()->polish(palette);
        QCOMPARE(palette.color(QPalette::Link), own);
    }

    void theApplicationsOwnLinksCanBeRead() {
        const QPalette palette = QApplication::palette();
        QVERIFY(palette.color(QPalette::Link) != QColor(Qt::blue));
        QVERIFY(contrast(palette.color(QPalette::Link), palette.color(QPalette::Window)) >= text);
    }

    void checkBoxesGrowWithTheText() {
        QCheckBox box(u"Start Vouch when you log in"_s);
        const int usual = framed(&box).height();
        QFont font = box.font();
        font.setPointSizeF(font.pointSizeF() * 2);
        box.setFont(font);
        QVERIFY(framed(&box).height() > usual * 3 / 2);
    }
};

QTEST_MAIN(TestContrastStyle)
#include "test_contrast_style.moc"
