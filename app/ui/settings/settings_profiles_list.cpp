// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_profiles_list.h"

#include "ui/settings/two_line_delegate.h"
#include "ui/text/joined.h"
#include "ui/widgets/plain_text.h"

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minProfileRows = 3; ///< the list has room for this many

} // namespace

ProfileList::ProfileList(QWidget *parent) : QListWidget(parent) {
    setItemDelegate(new TwoLineDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMinimumHeight(minProfileRows * TwoLineDelegate::rowHeight(font()) + 2 * frameWidth());
}

void ProfileList::setRows(const QList<ProfileRow> &rows) {
    const QString before = selected();
    const int place = currentRow();
    const QSignalBlocker blocker(this);
    clear();
    for (const ProfileRow &row : rows) {
        auto *item = new QListWidgetItem(row.name, this);
        item->setData(TwoLineDelegate::Second, row.details);
        item->setData(TwoLineDelegate::Right, row.right);
        if (row.isProblem)
            item->setData(TwoLineDelegate::Drawing, u"marks-16/refused"_s);
        const QString whole = joined({row.name, row.details, row.right});
        item->setData(Qt::AccessibleTextRole, whole);
        item->setToolTip(plainToolTip(whole));
    }
    setCurrentRow(std::clamp(place, 0, std::max(0, count() - 1))); // if it is gone, its neighbor
    select(before);
}

QString ProfileList::selected() const {
    const QListWidgetItem *item = currentItem();
    return item == nullptr ? QString() : item->text();
}

void ProfileList::select(const QString &name) {
    for (int row = 0; row < count(); ++row)
        if (item(row)->text() == name)
            setCurrentRow(row);
}

} // namespace vouch::ui
