// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/try_page.h"

#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/doctor/health_checks.h"
#include "session/profiles/profiles.h"
#include "session/session.h"
#include "settings/names.h"
#include "ui/setup/typed_repository.h"
#include "ui/setup/url_field.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString urlKey = u"url"_s;

} // namespace

TryPage::TryPage(const WizardServices &services)
    : WizardPage(tr("Try it")), services_(services), url_(new UrlField(inside())),
      try_(pushButton(tr("&Try"), inside())), urlNote_(new FieldNote(url_, inside())),
      note_(new FieldNote(nullptr, inside())), reasonsLayout_(new QVBoxLayout) {
    setAbout(
        tr("Git contacts one of your repositories, as it will from now on. Nothing is changed."));
    url_->setPlaceholderText(tr("Name or address of a repository"));
    url_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    auto *grid = new FieldGrid;
    grid->add(tr("&Repository"), url_, urlNote_);
    grid->addWidget(try_, grid->rowCount(), 1, Qt::AlignLeading);
    setTabOrder(url_, try_);
    column()->addLayout(grid);
    column()->addSpacing(8);
    column()->addWidget(note_);
    column()->addLayout(reasonsLayout_);
    column()->addStretch(1);
    connect(try_, &QPushButton::clicked, this, &TryPage::tryIt);
    connect(url_, &QLineEdit::textEdited, this, &TryPage::clear);
}

QString TryPage::pageKey() const {
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
    reading_ = ScopedTask(
        [this](std::stop_token stop) { return findRegion(stop); },
        [](const Error &error) { qCInfo(logApp) << "set-up: no profiles:" << error.message(); });
    url_->setFocus();
}

QCoro::Task<> TryPage::findRegion(std::stop_token stop) {
    const Settings settings = services_.configuration.settings();
    profileRegion_.clear();
    if (usualRole(settings) != nullptr)
        co_return;
    const QList<ProfileEntry> profiles = co_await services_.profiles.knownList(stop);
    throwIfStopped(stop);
    for (const ProfileEntry &profile : profiles)
        if (profile.name == settings.useRole || profiles.size() == 1)
            profileRegion_ = profile.region;
}

RepositoryAddress TryPage::typed() const {
    return typedRepository(url_->text().trimmed(), services_.configuration.settings(),
                           profileRegion_);
}

QString TryPage::workingUrl() const {
    if (!works_)
        return {};
    try {
        return typed().url().toString();
    } catch (const Error &) { // the region is no longer known
        return {};
    }
}

void TryPage::cleanUp() {
    WizardPage::cleanUp();
    reading_.stop();
    fixing_.stop();
    if (listing_)
        clear();
}

void TryPage::clear() {
    trying_.stop();
    fixing_.stop();
    listing_.reset();
    works_ = false;
    try_->setEnabled(true);
    urlNote_->clear();
    note_->clear();
    if (reasons_ != nullptr) {
        reasons_->hide();
        std::exchange(reasons_, nullptr)->deleteLater(); // one of its buttons may be calling
    }
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void TryPage::tryIt() {
    clear();
    QString url = url_->text().trimmed();
    RepositoryAddress repository;
    try {
        repository = typed();
    } catch (const Error &error) {
        urlNote_->refuse(textInWindow(error));
        return url_->setFocus();
    }
    if (!url.contains(u':'))
        url = repository.url().toString(); // only the name was typed
    try_->setEnabled(false);
    note_->tell(needsSignIn(services_, repository)
                    ? tr("Contacting the repository… Vouch will ask you to sign in.")
                    : tr("Contacting the repository…"));
    trying_ = ScopedTask(
        [this, url, repository](std::stop_token stop) { return tried(url, repository, stop); },
        [this](const Error &error) {
            show({false, 0, errorText(error), {}});
        });
}

QCoro::Task<> TryPage::tried(QString url, RepositoryAddress repository, std::stop_token stop) {
    listing_ = std::make_unique<LsRemote>(url);
    const auto listed = listing_->result();
    const LsRemote::Result result = co_await listed;
    throwIfStopped(stop);
    TryResult outcome{result.exitCode == 0, result.refs, result.said, {}};
    if (!outcome.works) {
        note_->tell(tr("Looking for the reason…"));
        outcome.reasons = co_await reasonsFor(services_, url, repository, stop);
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
        // What Vouch told git may end with a command for a terminal.
        note_->refuse(tr("Git can't reach this repository. It reported: %1")
                          .arg(adviceFrom(result.said).text));
        reasons_ = reasonRows(
            result.reasons, [this](const Remedy &remedy) { fix(remedy); }, inside());
        reasonsLayout_->addWidget(reasons_);
        putInTabOrder(try_, reasons_);
    }
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void TryPage::fix(const Remedy &remedy) {
    fixing_ = ScopedTask([this, remedy](std::stop_token stop) { return fixed(remedy, stop); },
                         [this](const Error &error) {
                             if (error.kind() != Error::Kind::Canceled)
                                 note_->refuse(textInWindow(error));
                         });
}

QCoro::Task<> TryPage::fixed(Remedy remedy, std::stop_token stop) {
    const bool again = co_await carryOut(services_, remedy, typed(), stop);
    throwIfStopped(stop);
    if (again)
        tryIt();
}

} // namespace vouch::ui
