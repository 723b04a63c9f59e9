// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {
class Error;
}

namespace vouch::ui {

/// An error's message and advice where the user enters or imports keys: without the advice to do
/// just that.
QString accessKeyErrorText(const Error &error);

} // namespace vouch::ui
