// SPDX-License-Identifier: Apache-2.0
// The buttons that answer a window stand where the desktop has them, and Tab goes as one reads.
#include "ui/widgets/buttons.h"

#include <QDialogButtonBox>
#include <QProxyStyle>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A desktop's order of the buttons.
class DesktopStyle : public QProxyStyle {
public:
    explicit DesktopStyle(QDialogButtonBox::ButtonLayout order)
        : QProxyStyle(u"Fusion"_s), order_(order) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *more) const override {
        return hint == SH_DialogButtonLayout ? order_
                                             : QProxyStyle::styleHint(hint, option, widget, more);
    }

private:
    QDialogButtonBox::ButtonLayout order_;
};

} // namespace

class TestButtons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDesktopDecides_data() {
        QTest::addColumn<QDialogButtonBox::ButtonLayout>("order");
        QTest::addColumn<bool>("confirmsFirst");
        QTest::newRow("GNOME") << QDialogButtonBox::GnomeLayout << false;
        QTest::newRow("KDE") << QDialogButtonBox::KdeLayout << true;
        QTest::newRow("Windows") << QDialogButtonBox::WinLayout << true;
    }
    void theDesktopDecides() {
        QFETCH(const QDialogButtonBox::ButtonLayout, order);
        QFETCH(const bool, confirmsFirst);
        QApplication::setStyle(new DesktopStyle(order));
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        QPushButton *confirm = pushButton(u"Save"_s, &window);
        QPushButton *leave = pushButton(u"Cancel"_s, &window);
        layout->addWidget(answerButtons(confirm, leave));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QPushButton *first = confirmsFirst ? confirm : leave;
        QPushButton *second = confirmsFirst ? leave : confirm;
        QVERIFY(first->x() < second->x());
        first->setFocus();
        QTest::keyClick(&window, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
    }
};

QTEST_MAIN(TestButtons)
#include "test_buttons.moc"
