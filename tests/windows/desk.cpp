// SPDX-License-Identifier: Apache-2.0
// Tells of a Windows desktop, and does to it, what only a program on it can:
//   desk windows             the visible windows, the topmost first, a line each:
//                            LEFT TOP WIDTH HEIGHT FRONT|- OFFTASKBAR|- CLASS TITLE;
//                            a notification's title is its text
//   desk area                where the taskbar isn't: LEFT TOP WIDTH HEIGHT
//   desk tell MESSAGE WHAT [TEXT]
//                            tells all windows, MESSAGE being a number or a registered name
//   desk forget-icons        takes Qt's icons out of the tray, as a taskbar that starts anew
//   desk about PROGRAM       its description, its version, the sizes of its icon, and its manifest
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <string>
#include <windows.h>

#include <commctrl.h>
#include <shellapi.h>

namespace {

/// On one line.
void printText(const wchar_t *text) {
    char utf8[1024];
    ::WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, nullptr, nullptr);
    for (const char *next = utf8; *next != '\0'; ++next)
        std::putchar(*next == '\n' || *next == '\r' ? ' ' : *next);
}

void printRect(const RECT &rect) {
    std::printf("%ld %ld %ld %ld", rect.left, rect.top, rect.right - rect.left,
                rect.bottom - rect.top);
}

BOOL CALLBACK printWindow(HWND window, LPARAM) {
    if (!::IsWindowVisible(window))
        return TRUE;
    RECT rect{};
    ::GetWindowRect(window, &rect);
    wchar_t kind[256] = L"", title[256] = L"";
    if (::GetClassNameW(window, kind, 256) == 0)
        return TRUE; // it is gone by now
    ::GetWindowTextW(window, title, 256);
    if (std::wstring(kind) == TOOLTIPS_CLASSW) // asked, it tells what it shows
        ::SendMessageW(window, WM_GETTEXT, 256, reinterpret_cast<LPARAM>(title));
    const bool isTool = (::GetWindowLongPtrW(window, GWL_EXSTYLE) & WS_EX_TOOLWINDOW) != 0;
    printRect(rect);
    std::printf(" %s %s ", window == ::GetForegroundWindow() ? "FRONT" : "-",
                isTool ? "OFFTASKBAR" : "-");
    printText(kind);
    std::putchar(' ');
    printText(title);
    std::putchar('\n');
    return TRUE;
}

void tell(const std::wstring &message, const wchar_t *what, const wchar_t *text) {
    constexpr UINT patience = 10'000; // milliseconds
    const bool isNumber = message.find_first_not_of(L"0123456789") == std::wstring::npos;
    const UINT number = isNumber ? UINT(std::wcstoul(message.c_str(), nullptr, 10))
                                 : ::RegisterWindowMessageW(message.c_str());
    DWORD_PTR result = 0;
    ::SendMessageTimeoutW(HWND_BROADCAST, number, WPARAM(std::wcstoul(what, nullptr, 10)),
                          reinterpret_cast<LPARAM>(text), SMTO_NORMAL, patience, &result);
}

BOOL CALLBACK forgetIcon(HWND window, LPARAM) {
    wchar_t title[256] = L"";
    ::GetWindowTextW(window, title, 256);
    if (std::wstring(title) == L"QTrayIconMessageWindow") {
        NOTIFYICONDATAW icon{};
        icon.cbSize = sizeof icon;
        icon.hWnd = window;
        ::Shell_NotifyIconW(NIM_DELETE, &icon);
    }
    return TRUE;
}

void printVersion(const wchar_t *program, const wchar_t *what) {
    char content[4096];
    void *text = nullptr;
    UINT size = 0;
    if (::GetFileVersionInfoW(program, 0, sizeof content, content))
        ::VerQueryValueW(content, (std::wstring(L"\\StringFileInfo\\040904b0\\") + what).c_str(),
                         &text, &size);
    printText(text == nullptr ? L"" : static_cast<const wchar_t *>(text));
    std::putchar('\n');
}

/// One of the program's resources, as bytes.
std::string resource(HMODULE program, const wchar_t *kind) {
    const HRSRC place = ::FindResourceW(program, MAKEINTRESOURCEW(1), kind);
    if (place == nullptr)
        return {};
    const void *bytes = ::LockResource(::LoadResource(program, place));
    return {static_cast<const char *>(bytes), ::SizeofResource(program, place)};
}

void printAbout(const wchar_t *file) {
    constexpr std::size_t header = 6, entry = 14; // of a group of icons
    printVersion(file, L"FileDescription");
    printVersion(file, L"FileVersion");
    const HMODULE program = ::LoadLibraryExW(file, nullptr, LOAD_LIBRARY_AS_DATAFILE);
    const std::string icons = resource(program, RT_GROUP_ICON);
    for (std::size_t at = header; at + entry <= icons.size(); at += entry)
        std::printf("%u ", static_cast<unsigned char>(icons[at]));
    std::printf("\n%s\n", resource(program, RT_MANIFEST).c_str());
}

} // namespace

int wmain(int count, wchar_t **arguments) {
    const std::wstring what = count > 1 ? arguments[1] : L"";
    if (what == L"windows") {
        ::EnumWindows(printWindow, 0);
    } else if (what == L"area") {
        RECT area{};
        ::SystemParametersInfoW(SPI_GETWORKAREA, 0, &area, 0);
        printRect(area);
        std::putchar('\n');
    } else if (what == L"forget-icons") {
        ::EnumWindows(forgetIcon, 0);
    } else if (what == L"tell" && count > 3) {
        tell(arguments[2], arguments[3], count > 4 ? arguments[4] : nullptr);
    } else if (what == L"about" && count > 2) {
        printAbout(arguments[2]);
    } else {
        std::fputs("usage: desk windows|area|tell|forget-icons|about ...\n", stderr);
        return 2;
    }
    return 0;
}
