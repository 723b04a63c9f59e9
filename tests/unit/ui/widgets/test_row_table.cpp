// SPDX-License-Identifier: Apache-2.0
// Tables of rows: what is said in their last column can be read without scrolling sideways.
#include "patience.h"
#include "ui/widgets/row_table.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

class TestRowTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        table_.reset(rowTable({u"Name"_s, u"Used for"_s}, u"Roles"_s, nullptr));
        table_->setColumnWidth(0, 160);
        table_->insertRow(0);
        table_->setItem(0, 0, cell(u"Developer"_s));
        table_->setItem(0, 1, cell(u"alles Übrige; von Ihrer Organisation gesetzt"_s));
        table_->insertRow(1);
        table_->setItem(1, 0, cell(u"Audit"_s));
        table_->setItem(1, 1, cell(u"1 Regel"_s));
        table_->resize(800, 200);
        table_->fitRows();
        table_->show();
        QVERIFY(QTest::qWaitForWindowExposed(table_.get()));
    }

    void aLongTextWraps() {
        QCOMPARE(table_->rowHeight(0), table_->rowHeight(1));
        table_->resize(340, 200);
        QTRY_VERIFY(table_->rowHeight(0) > table_->rowHeight(1));
        QVERIFY(!table_->horizontalScrollBar()->isVisible());
        const QAbstractItemView &view = *table_;
        QVERIFY(table_->rowHeight(0) >= view.sizeHintForRow(0));
        table_->resize(800, 200);
        QTRY_COMPARE(table_->rowHeight(0), table_->rowHeight(1));
    }

    /// As on a page that is made before it is shown.
    void rowsFitTheWidthThatTheTableGets() {
        const int usual = table_->rowHeight(1);
        QWidget page;
        auto *column = new QVBoxLayout(&page);
        table_->hide();
        table_->resize(100, 30);
        table_->fitRows();
        column->addWidget(table_.release());
        auto *table = page.findChild<RowTable *>();
        table->show();
        page.resize(800, 300);
        page.show();
        QTRY_COMPARE(table->rowHeight(0), usual);
    }

    void theTableHasRoomForTheRowsThatWrap() {
        const int before = table_->maximumHeight();
        for (int row = 1; row < 3; ++row) {
            table_->insertRow(row);
            table_->setItem(row, 1, cell(table_->item(0, 1)->text()));
        }
        table_->resize(340, 200);
        table_->fitRows();
        QVERIFY(table_->maximumHeight() > before);
        table_->resize(340, table_->maximumHeight());
        QTRY_VERIFY(!table_->verticalScrollBar()->isVisible());
    }

    /// An address must not be cut off.
    void aWordThatDoesNotFitScrolls() {
        table_->item(1, 1)->setText(u"https://a-server-with-a-long-name.example.com/somewhere"_s);
        table_->fitRows();
        QVERIFY(!table_->horizontalScrollBar()->isVisible());
        table_->resize(340, 200);
        QTRY_VERIFY(table_->horizontalScrollBar()->isVisible());
    }

private:
    std::unique_ptr<RowTable> table_;
};

QTEST_MAIN(TestRowTable)
#include "test_row_table.moc"
