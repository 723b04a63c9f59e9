// SPDX-License-Identifier: Apache-2.0
#include "ui/profiles/access_key_error.h"

#include "core/error.h"
#include "ui/text/window_text.h"

namespace vouch::ui {

QString accessKeyErrorText(const Error &error) {
    return adviceFrom(error.hint()).place == Advice::Place::Profiles ? error.message()
                                                                     : textInWindow(error);
}

} // namespace vouch::ui
