// SPDX-License-Identifier: Apache-2.0
// How long QTRY_VERIFY and QTRY_COMPARE wait for their condition: Qt's five seconds are too few on
// a busy machine.
#pragma once

#include <QTest>

#undef QTRY_VERIFY
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 60'000)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, 60'000)
