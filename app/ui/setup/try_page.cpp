// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/try_page.h"

#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/routes.h"
#include "session/doctor/health_checks.h"
#include "session/session.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString urlKey = u"url"_s;

} // namespace

TryPage::TryPage(const WizardServices &services)
    : WizardPage(tr("Try it")), services_(services), url_(new QLineEdit(inside())),
      try_(pushButton(tr("&Try"), inside())), urlNote_(new FieldNote(url_, inside())),
      note_(new FieldNote(nullptr, inside())), reasonsLayout_(new QVBoxLayout) {
    setAbout(
        tr("Git contacts one of your repositories, as it will from now on. Nothing is changed."));
    url_->setPlaceholderText(u"https://git-codecommit.…/my-repository"_s);
    url_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    url_->setMinimumHeight(32);
    auto *grid = new FieldGrid;
    grid->add(tr("&Repository"), url_, urlNote_, try_);
    column()->addLayout(grid);
    column()->addSpacing(8);
    column()->addWidget(note_);
    column()->addLayout(reasonsLayout_);
    column()->addStretch(1);
    connect(try_, &QPushButton::clicked, this, &TryPage::tryIt);
    connect(url_, &QLineEdit::textEdited, this, &TryPage::clear);
}

QString TryPage::key() const {
    return u"try"_s;
}

QString TryPage::step() const {
    return tr("Try it");
}

WizardPage::Input TryPage::input() const {
    return {{urlKey, url_->text()}};
}

void TryPage::setInput(const Input &input) {
    url_->setText(input.value(urlKey));
}

void TryPage::initialize() {
    url_->setFocus();
}

void TryPage::cleanUp() {
    WizardPage::cleanUp();
    if (listing_)
        clear();
}

void TryPage::clear() {
    trying_.stop();
    listing_.reset();
    works_ = false;
    try_->setEnabled(true);
    urlNote_->clear();
    note_->clear();
    delete std::exchange(reasons_, nullptr);
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void TryPage::tryIt() {
    clear();
    const QString url = url_->text().trimmed();
    try {
        addressFrom(url, regionFor(services_.configuration.settings(), url));
    } catch (const Error &error) {
        urlNote_->refuse(errorText(error));
        return url_->setFocus();
    }
    try_->setEnabled(false);
    note_->tell(services_.session.isByKey()
                    ? tr("Contacting the repository…")
                    : tr("Contacting the repository… Vouch will ask you to sign in."));
    trying_ = ScopedTask([this, url](std::stop_token stop) { return tried(url, stop); },
                         [this](const Error &error) {
                             show({false, 0, errorText(error), {}});
                         });
}

QCoro::Task<> TryPage::tried(QString url, std::stop_token stop) {
    listing_ = std::make_unique<LsRemote>(url);
    const auto listed = listing_->result();
    const LsRemote::Result result = co_await listed;
    throwIfStopped(stop);
    TryResult outcome{result.exitCode == 0, result.refs, result.said, {}};
    if (!outcome.works) {
        note_->tell(tr("Looking for the reason…"));
        const auto address = addressFrom(url, regionFor(services_.configuration.settings(), url));
        outcome.reasons = co_await reasonsFor(services_, url, address, stop);
        throwIfStopped(stop);
    }
    show(outcome);
}

void TryPage::show(const TryResult &result) {
    clear();
    works_ = result.works;
    qCInfo(logApp) << (works_ ? "set-up: git works" : "set-up: git can't");
    if (works_) {
        note_->allow(tr("Git works with this repository: it lists %n branch(es) and tag(s).",
                        nullptr, result.refs));
    } else {
        note_->refuse(tr("Git can't reach this repository. It reported: %1").arg(result.said));
        reasons_ = reasonRows(result.reasons, inside());
        reasonsLayout_->addWidget(reasons_);
    }
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

} // namespace vouch::ui
