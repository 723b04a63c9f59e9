// SPDX-License-Identifier: Apache-2.0
// How long tests wait, for a busy machine: QTRY_VERIFY and QTRY_COMPARE for their condition, where
// Qt takes five seconds, and runProcess() for its program.
#pragma once

#include <QTest>

#include <chrono>

constexpr std::chrono::minutes processPatience{2};

#undef QTRY_VERIFY
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60'000)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 60'000)
