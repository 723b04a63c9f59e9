// SPDX-License-Identifier: Apache-2.0
// Windows stay on their screen: the content scrolls, and the buttons remain in sight.
#include "patience.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

class Window : public QDialog {
public:
    explicit Window(int fields, const QString &text = {}) {
        auto *page = new QWidget;
        auto *column = new QVBoxLayout(page);
        if (!text.isEmpty()) {
            auto *label = new QLabel(text);
            label->setWordWrap(true);
            column->addWidget(label);
        }
        for (int i = 0; i < fields; ++i)
            column->addWidget(new QLineEdit);
        column->addStretch();
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(new QLabel(u"Title"_s));
        content = new ScrollingContent(page, this);
        layout->addWidget(content, 1);
        layout->addWidget(close);
        keepOnScreen(this);
    }

    QRect free() const { return screen()->availableGeometry(); }
    QRect placeOf(const QWidget *widget) const {
        return {widget->mapToGlobal(QPoint(0, 0)), widget->size()};
    }
    bool focusNextPrevChild(bool next) override { return focusInReadingOrder(this, next); }

    ScrollingContent *content;
    QPushButton *close = new QPushButton(u"Close"_s);
};

} // namespace

class TestOnScreen : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWindowThatIsTooHighScrolls() {
        Window window(60);
        window.resize(400, 3000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(window.frameGeometry().height() <= window.free().height());
        QVERIFY(window.height() > window.free().height() / 2);
        QVERIFY(window.free().contains(window.placeOf(window.close)));
        auto *last = window.findChildren<QLineEdit *>().last();
        QVERIFY(!window.placeOf(window.content).contains(window.placeOf(last)));
        last->setFocus();
        QVERIFY(window.placeOf(window.content).contains(window.placeOf(last)));
    }

    void aWindowThatGrowsStaysOnTheScreen() {
        Window window(3);
        window.resize(400, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.move(50, window.free().height() - 350);
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        window.resize(400, 600);
        QTRY_VERIFY(window.free().contains(window.placeOf(window.close)));
        window.resize(400, 3000);
        QTRY_VERIFY(window.height() <= window.free().height());
        QTRY_VERIFY(window.free().contains(window.placeOf(window.close)));
    }

    void itWantsToBeAsHighAsItsContent() {
        Window window(8, QString(u"words that wrap "_s).repeated(40));
        window.resize(400, window.sizeHint().height());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.resize(400, window.layout()->totalSizeHint().height());
        QTRY_VERIFY(window.content->widget()->height() <= window.content->viewport()->height());
        QVERIFY(window.minimumSizeHint().height() < 300);
    }

    void thereIsRoomForMessages() {
        Window window(3, QString(u"words that wrap "_s).repeated(20));
        fitToContent(&window, *window.content, 400);
        const int without = window.height();
        QVERIFY(window.content->heightFor(400) < without);
        fitToContent(&window, *window.content, 400, 2);
        QVERIFY(window.height() >= without + 2 * window.fontMetrics().lineSpacing());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(!window.content->verticalScrollBar()->isVisible());
    }

    void tabGoesAround() {
        Window window(2);
        window.show();
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        const auto fields = window.findChildren<QLineEdit *>();
        fields[0]->setFocus();
        for (QWidget *next : QList<QWidget *>{fields[1], window.close, fields[0]}) {
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
            QCOMPARE(window.focusWidget(), next);
        }
        window.close->setEnabled(false);
        QTest::keyClick(window.focusWidget(), Qt::Key_Backtab);
        QCOMPARE(window.focusWidget(), fields[1]);
    }
};

QTEST_MAIN(TestOnScreen)
#include "test_on_screen.moc"
