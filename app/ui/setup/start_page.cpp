// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/start_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "session/doctor/diagnosis.h"
#include "settings/names.h"
#include "settings/values.h"
#include "ui/setup/url_field.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/code_font.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>
#include <chrono>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString startKey = u"start"_s;
const QString trayKey = u"ui.tray"_s;
constexpr auto cloneCopiedTime = 2s;
/// The setting's values, in the order of the buttons.
constexpr std::array trayTones{"automatic"_L1, "light"_L1, "dark"_L1};

} // namespace

StartPage::StartPage(const WizardServices &services, Outcome outcome)
    : WizardPage(tr("You are ready")), services_(services), outcome_(std::move(outcome)),
      clone_(new UrlField(inside())), copy_(pushButton(tr("C&opy"), inside())),
      cloneNote_(new TonedLabel(mutedColor, {}, inside())), cloneSection_(cloneSection()),
      traySection_(nullptr), tray_(new QButtonGroup(this)),
      start_(new QCheckBox(tr("&Start Vouch when you log in"), inside())),
      note_(new FieldNote(start_, inside())) {
    copied_.setSingleShot(true);
    copied_.setInterval(cloneCopiedTime);
    column()->addWidget(cloneSection_);
    column()->addWidget(sectionLabel(tr("Startup"), inside()));
    column()->addWidget(start_);
    column()->addWidget(note_);
    auto *why = new TonedLabel(mutedColor, tr("Otherwise, Vouch starts when git first needs it."),
                               inside());
    column()->addWidget(why);
    column()->addSpacing(12);
    traySection_ = traySection();
    column()->addWidget(traySection_);
    column()->addStretch(1);
    connect(start_, &QCheckBox::clicked, this, [this] { isChosen_ = true; });
    connect(copy_, &QPushButton::clicked, this, &StartPage::copy);
    connect(&copied_, &QTimer::timeout, this, [this] { copy_->setText(tr("C&opy")); });
}

QWidget *StartPage::cloneSection() {
    clone_->setFont(scaledFont(codeFont(font()), 0.95));
    clone_->setReadOnly(true);
    clone_->setAccessibleName(tr("Clone a repository"));
    copy_->setMinimumWidth(
        std::max({80, copy_->minimumWidth(), fontMetrics().horizontalAdvance(tr("Copied")) + 28}));
    auto *section = new QWidget(inside());
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->addWidget(sectionLabel(tr("Clone a repository"), section));
    layout->addWidget(clone_);
    layout->addWidget(copy_, 0, Qt::AlignLeading);
    layout->addWidget(cloneNote_);
    return section;
}

QWidget *StartPage::traySection() {
    auto *section = new QWidget(inside());
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sectionLabel(tr("Can you see the key in the tray?"), section));
    auto *about = new TonedLabel(
        mutedColor, tr("It's Vouch's icon. Choose the color that you can see best."), section);
    layout->addWidget(about);
    for (const QString &text : {tr("A&utomatic"), tr("&Light"), tr("&Dark")}) {
        auto *button = new QRadioButton(text, section);
        button->setAccessibleDescription(about->text());
        tray_->addButton(button, int(tray_->buttons().size()));
        layout->addWidget(button);
    }
    // The icon changes at once, so that the user sees the effect.
    connect(tray_, &QButtonGroup::idClicked, this, [this] {
        const auto change = [tone = trayTone()](SettingsFile &file) { file.set(trayKey, tone); };
        coloring_ = ScopedTask(
            [this, change](std::stop_token stop) {
                return services_.configuration.change(change, stop);
            },
            [this](const Error &error) { note_->refuse(textInWindow(error)); });
    });
    return section;
}

QString StartPage::pageKey() const {
    return u"start"_s;
}

QString StartPage::step() const {
    return tr("Ready");
}

WizardPage::Input StartPage::input() const {
    if (!isChosen_)
        return {};
    return {{startKey, flagText(start_->isChecked())}};
}

void StartPage::setInput(const Input &input) {
    isChosen_ = input.contains(startKey);
    start_->setChecked(input.value(startKey) == flagText(true));
}

void StartPage::initialize() {
    const Settings &settings = services_.configuration.settings();
    if (!isChosen_)
        start_->setChecked(settings.startAtLogin);
    tray_->button(int(settings.tray))->setChecked(true);
    traySection_->setVisible(services_.hasTray && services_.hasTray());
    showOutcome();
    start_->setFocus();
}

QString StartPage::cloneLine() const {
    QString url = outcome_.cloneUrl();
    if (url.isEmpty()) {
        const Role *role = usualRole(services_.configuration.settings());
        const QString region = role == nullptr ? QString() : role->region;
        if (region.isEmpty())
            return {};
        url = addressIn(region, tr("REPOSITORY")).url().toString();
    }
    return u"git clone "_s + url;
}

void StartPage::showOutcome() {
    const QStringList skipped = outcome_.skipped();
    const QString line = cloneLine();
    setHeading(skipped.isEmpty() ? tr("You are ready") : tr("Almost ready"));
    setAbout(skipped.isEmpty()
                 ? tr("Git uses Vouch for CodeCommit from now on.")
                 : tr("You skipped: %1. Git can't use Vouch without that. Go back to finish it.")
                       .arg(skipped.join(u", "_s)));
    cloneSection_->setVisible(skipped.isEmpty() && !line.isEmpty());
    clone_->setText(line);
    clone_->setCursorPosition(0);
    cloneNote_->setText(outcome_.cloneUrl().isEmpty()
                            ? tr("Replace %1 with the repository's name.").arg(tr("REPOSITORY"))
                            : tr("Paste this line into a terminal, or its address into your "
                                 "editor."));
}

void StartPage::copy() {
    QGuiApplication::clipboard()->setText(clone_->text());
    copy_->setText(tr("Copied"));
    copied_.start();
}

QString StartPage::trayTone() const {
    return trayTones.at(std::size_t(std::max(0, tray_->checkedId())));
}

bool StartPage::hasWork() const {
    return start_->isChecked() != services_.configuration.settings().startAtLogin;
}

QCoro::Task<bool> StartPage::work(std::stop_token stop) {
    const auto change = [text = flagText(start_->isChecked())](SettingsFile &file) {
        file.set(u"ui.startAtLogin"_s, text);
    };
    co_await services_.configuration.change(change, stop);
    throwIfStopped(stop);
    co_return true;
}

void StartPage::workFailed(const Error &error) {
    note_->refuse(textInWindow(error));
}

} // namespace vouch::ui
