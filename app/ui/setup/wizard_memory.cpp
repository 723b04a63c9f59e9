// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_memory.h"

#include "ui/setup/wizard_page.h"

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString skippedPages = u"wizard-skipped"_s;

/// What the names of a page's input begin with among those of all pages.
QString inputPrefix(const WizardPage &page) {
    return page.pageKey() + u'-';
}

} // namespace

SavedState::Wizard rememberWizard(const WizardPage &shown, const QList<WizardPage *> &pages,
                                  const QSet<int> &skipped) {
    SavedState::Wizard state{shown.pageKey(), {}};
    for (const WizardPage *page : pages)
        for (const auto &[name, text] : page->input().asKeyValueRange())
            if (!text.isEmpty())
                state.input.insert(inputPrefix(*page) + name, text);
    QStringList names;
    for (int id = 0; id < pages.size(); ++id)
        if (skipped.contains(id))
            names.append(pages[id]->pageKey());
    if (!names.isEmpty())
        state.input.insert(skippedPages, names.join(u' '));
    return state;
}

QSet<int> restoreWizard(const SavedState::Wizard &left, const QList<WizardPage *> &pages) {
    QSet<int> skipped;
    const QStringList names = left.input.value(skippedPages).split(u' ');
    for (int id = 0; id < pages.size(); ++id) {
        WizardPage &page = *pages[id];
        if (names.contains(page.pageKey()))
            skipped.insert(id);
        WizardPage::Input input;
        const QString prefix = inputPrefix(page);
        for (const auto &[name, text] : left.input.asKeyValueRange())
            if (name.startsWith(prefix))
                input.insert(name.sliced(prefix.size()), text);
        if (!input.isEmpty())
            page.setInput(input);
    }
    return skipped;
}

} // namespace vouch::ui
