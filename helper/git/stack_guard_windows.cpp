// SPDX-License-Identifier: Apache-2.0
// What -fstack-protector-strong and _FORTIFY_SOURCE call. GCC's own libssp fetches its random value
// from Windows' cryptography, whose libraries take as long to load as all the rest of this program.
// This value is made of what differs from run to run, as Microsoft's own runtime makes its.
#include <cstdint>
#include <windows.h>

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier)
std::uintptr_t __stack_chk_guard;

/// Runs before everything that is protected.
__attribute__((constructor(101), no_stack_protector)) static void makeGuard() {
    LARGE_INTEGER counter;
    FILETIME time;
    ::QueryPerformanceCounter(&counter);
    ::GetSystemTimePreciseAsFileTime(&time);
    std::uint64_t mixed = static_cast<std::uint64_t>(counter.QuadPart);
    const auto mix = [&mixed](std::uint64_t value) __attribute__((no_stack_protector)) {
        mixed = (mixed ^ value) * 0x9E3779B97F4A7C15; // spreads each bit to those above
        mixed ^= mixed >> 32;
    };
    mix(std::uint64_t(time.dwHighDateTime) << 32 | time.dwLowDateTime);
    mix(std::uint64_t(::GetCurrentProcessId()) << 32 | ::GetCurrentThreadId());
    mix(reinterpret_cast<std::uintptr_t>(&counter));
    mix(reinterpret_cast<std::uintptr_t>(&__stack_chk_guard)); // Windows places both at random
    __stack_chk_guard = mixed & ~std::uint64_t(0xFF);          // a NUL stops an overflowing string
}

/// At once, without a handler that could run on what is left of the stack, and without a dialog.
[[noreturn]] void __stack_chk_fail() {
    constexpr UINT stackBufferOverrun = 0xC0000409;
    ::TerminateProcess(::GetCurrentProcess(), stackBufferOverrun);
    __builtin_unreachable();
}

[[noreturn]] void __chk_fail() {
    __stack_chk_fail();
}
// NOLINTEND(bugprone-reserved-identifier)

} // extern "C"
