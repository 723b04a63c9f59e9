// SPDX-License-Identifier: Apache-2.0
#include "wire/native_windows.h"

#include <algorithm>

namespace vouch::wire {

std::wstring wide(std::string_view text) {
    const int size = static_cast<int>(text.size());
    const int length = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0);
    std::wstring result(static_cast<std::size_t>(length), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, result.data(), length);
    return result;
}

std::string narrow(std::wstring_view text) {
    const int length = static_cast<int>(text.size());
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, text.data(), length, nullptr, 0, nullptr, nullptr);
    std::string result(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text.data(), length, result.data(), size, nullptr, nullptr);
    return result;
}

std::string errorText(DWORD error) {
    wchar_t text[512];
    const DWORD length =
        ::FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS |
                             FORMAT_MESSAGE_MAX_WIDTH_MASK, // without line breaks
                         nullptr, error, 0, text, 512, nullptr);
    std::wstring_view sentence(text, length);
    sentence = sentence.substr(0, sentence.find_last_not_of(L" .\r\n") + 1);
    return sentence.empty() ? "error " + std::to_string(error) : narrow(sentence);
}

std::wstring variable(const wchar_t *name) {
    std::wstring value;
    DWORD size = ::GetEnvironmentVariableW(name, nullptr, 0); // with the NUL
    if (size == 0)
        return value;
    value.resize(size);
    size = ::GetEnvironmentVariableW(name, value.data(), size);
    value.resize(size < value.size() ? size : 0);
    return value;
}

DWORD milliseconds(Deadline deadline) {
    using namespace std::chrono;
    const auto left = ceil<std::chrono::milliseconds>(deadline - steady_clock::now()).count();
    return static_cast<DWORD>(std::clamp<decltype(left)>(left, 0, 86'400'000));
}

} // namespace vouch::wire
