// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace vouch::virtualkey::test {

/// A check that did not hold; ends the test it stands in.
class Failure : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Makes a test known to main(). Names are those of the functions.
struct Registration {
    Registration(const char *name, void (*function)());
};

inline std::string shown(bool value) {
    return value ? "true" : "false";
}
inline std::string shown(const std::string &value) {
    return '"' + value + '"';
}
template <typename Value>
std::string shown(const Value &value) {
    if constexpr (requires { std::to_string(value); })
        return std::to_string(value);
    else if constexpr (std::is_enum_v<Value>)
        return std::to_string(static_cast<long>(value));
    else
        return "(a value)";
}

inline void check(bool holds, const char *text, const char *file, int line) {
    if (!holds)
        throw Failure(std::string(file) + ":" + std::to_string(line) + ": " + text);
}

template <typename Actual, typename Expected>
void checkEqual(const Actual &actual, const Expected &expected, const char *text, const char *file,
                int line) {
    if (!(actual == expected))
        throw Failure(std::string(file) + ":" + std::to_string(line) + ": " + text + " is " +
                      shown(actual) + ", not " + shown(expected));
}

} // namespace vouch::virtualkey::test

#define TEST(name)                                                                                 \
    static void name();                                                                            \
    static const ::vouch::virtualkey::test::Registration name##Registration(#name, name);          \
    static void name()

#define CHECK(condition)                                                                           \
    ::vouch::virtualkey::test::check((condition), #condition " does not hold", __FILE__, __LINE__)

#define CHECK_EQUAL(actual, expected)                                                              \
    ::vouch::virtualkey::test::checkEqual((actual), (expected), #actual, __FILE__, __LINE__)
