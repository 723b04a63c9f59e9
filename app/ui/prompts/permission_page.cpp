// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"

#include <QVBoxLayout>

namespace vouch::ui {

namespace {

/// Its words say it all.
class PermissionPage : public QuestionPage {
public:
    explicit PermissionPage(QWidget *parent) : QuestionPage(Status::Rare, parent) {
        head()->addSpacing(headSpace);
    }

protected:
    void showInput(const Questions::Question &) override {}
};

} // namespace

QuestionPage *permissionPage(QWidget *parent) {
    return new PermissionPage(parent);
}

} // namespace vouch::ui
