// SPDX-License-Identifier: Apache-2.0

// Runs all tests, or those whose names contain one of the arguments.

#include "check.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <vector>

namespace vouch::virtualkey::test {
namespace {

struct Test {
    const char *name;
    void (*function)();
};

std::vector<Test> &tests() {
    static std::vector<Test> all;
    return all;
}

bool run(const Test &test) {
    const auto start = std::chrono::steady_clock::now();
    std::string problem;
    try {
        test.function();
    } catch (const std::exception &error) {
        problem = error.what();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%s %5.2f s  %s\n", problem.empty() ? "ok    " : "FAILED", took.count(), test.name);
    if (!problem.empty())
        std::printf("    %s\n", problem.c_str());
    std::fflush(stdout);
    return problem.empty();
}

} // namespace

Registration::Registration(const char *name, void (*function)()) {
    tests().push_back({name, function});
}

} // namespace vouch::virtualkey::test

int main(int argc, char **argv) {
    using namespace vouch::virtualkey::test;
    const std::vector<std::string_view> wanted(argv + 1, argv + argc);
    int failures = 0;
    int count = 0;
    for (const Test &test : tests()) {
        const auto isPart = [&](std::string_view part) {
            return std::string_view(test.name).find(part) != std::string_view::npos;
        };
        if (!wanted.empty() && std::ranges::none_of(wanted, isPart))
            continue;
        ++count;
        failures += run(test) ? 0 : 1;
    }
    std::printf("%d tests, %d failed\n", count, failures);
    return failures == 0 && count != 0 ? 0 : 1;
}
