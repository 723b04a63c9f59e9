// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"

#include <QVBoxLayout>

namespace vouch::ui {

namespace {

/// The title and the text are all it needs.
class PermissionPage : public QuestionPage {
public:
    explicit PermissionPage(QWidget *parent) : QuestionPage(StatusRoom::OnDemand, parent) {
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
