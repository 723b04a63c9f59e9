// SPDX-License-Identifier: Apache-2.0
#include "fido/authenticator.h"
#include "gallery.h"
#include "keys_samples.h"
#include "ui/keys/keys_window.h"
#include "ui/keys/rename_dialog.h"
#include "ui/prompts/pin_dialog.h"
#include "ui/widgets/field_note.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One key that can't be opened, so the dialog stays in its first state.
class SilentKey final : public fido::Transport {
public:
    QList<fido::Key> keys() override { return {{u"1"_s, u"YubiKey 5C NFC"_s}}; }
    std::unique_ptr<fido::Channel> open(const QString &) override { return nullptr; }
    std::unique_ptr<QObject> watch(std::function<void()>) override {
        return std::make_unique<QObject>();
    }
};

void drawPin(Gallery &gallery, PinDialog::Purpose purpose, const QString &name) {
    fido::Authenticator authenticator(std::make_unique<SilentKey>());
    InsertedKeys keys(authenticator);
    PinDialog dialog(keys, u"1"_s, u"YubiKey 5C NFC"_s, purpose, nullptr);
    dialog.show();
    gallery.take(dialog, name);
    for (auto *field : dialog.findChildren<QLineEdit *>())
        field->setText(u"12345"_s);
    Q_EMIT dialog.findChildren<QLineEdit *>().last()->textEdited({});
    for (auto *button : dialog.findChildren<QPushButton *>())
        if (button->isDefault())
            button->click();
    gallery.take(dialog, name + u"-refused"_s);
}

} // namespace

void drawKeys(Gallery &gallery) {
    const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
    {
        KeysWindow window;
        window.setOwner(u"nora.winter@example.com"_s, u"us.vouch.sh"_s);
        window.setKeys(sampleKeys());
        window.setInserted({sampleInserted()});
        window.present();
        gallery.take(window, u"keys"_s, room);
        InsertedKey blocked = sampleInserted(u"2"_s);
        blocked.attemptsLeft = 0;
        blocked.roomForAccounts.reset();
        window.setInserted({blocked, sampleInserted()});
        Gallery::letResize(window);
        window.note()->allow(KeysWindow::tr("Your keys"));
        gallery.take(window, u"keys-several"_s, room);
    }
    KeysWindow window;
    window.setOwner({}, u"us.vouch.sh"_s);
    window.present();
    gallery.take(window, u"keys-signed-out"_s, room);
    RenameDialog rename(u"Desk key"_s, &window);
    rename.show();
    gallery.take(rename, u"keys-rename"_s);
    drawPin(gallery, PinDialog::Purpose::Set, u"keys-set-pin"_s);
    drawPin(gallery, PinDialog::Purpose::Change, u"keys-change-pin"_s);
}
