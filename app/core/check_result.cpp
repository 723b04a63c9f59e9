// SPDX-License-Identifier: Apache-2.0
#include "core/check_result.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView stateName(CheckResult::State state) noexcept {
    switch (state) {
    case CheckResult::State::Ok:
        return "ok"_L1;
    case CheckResult::State::Warning:
        return "warning"_L1;
    case CheckResult::State::Problem:
        break;
    }
    return "problem"_L1;
}

CheckResult::State stateFromName(QStringView name) noexcept {
    for (const auto state : {CheckResult::State::Ok, CheckResult::State::Warning})
        if (name == stateName(state))
            return state;
    return CheckResult::State::Problem;
}

} // namespace vouch
