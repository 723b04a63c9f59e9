// SPDX-License-Identifier: Apache-2.0
#include "path_list.h"

#include <algorithm>
#include <optional>
#include <windows.h>

namespace vouch::pathlist {
namespace {

/// A part of the list, without the semicolons around it.
struct Entry {
    std::size_t begin = 0, size = 0;
};

/// The entry that begins at this position. A semicolon in quotes doesn't end it; a quote that is
/// never closed is a character like others.
Entry entryAt(std::wstring_view list, std::size_t begin) {
    std::size_t end = begin;
    for (; end < list.size() && list[end] != L';'; ++end)
        if (list[end] == L'"')
            if (const auto closing = list.find(L'"', end + 1); closing != list.npos)
                end = closing;
    return {begin, end - begin};
}

/// The text with the values of the variables that it names, as `%LOCALAPPDATA%`.
std::wstring expanded(const std::wstring &text) {
    std::wstring result(32 * 1024, L'\0');
    const DWORD size =
        ::ExpandEnvironmentStringsW(text.c_str(), result.data(), static_cast<DWORD>(result.size()));
    if (size == 0 || size > result.size())
        return text;
    result.resize(size - 1); // it counts the NUL
    return result;
}

/// The folder of an entry, in one of the ways to write it.
std::wstring folderOf(std::wstring_view entry) {
    std::wstring text(entry);
    std::erase(text, L'"');
    std::wstring folder = expanded(text);
    std::ranges::replace(folder, L'/', L'\\');
    while (folder.ends_with(L'\\'))
        folder.pop_back();
    return folder;
}

std::optional<Entry> find(std::wstring_view list, std::wstring_view folder) {
    const std::wstring wanted = folderOf(folder);
    for (std::size_t begin = 0; begin < list.size();) {
        const Entry entry = entryAt(list, begin);
        if (isSame(folderOf(list.substr(entry.begin, entry.size)), wanted))
            return entry;
        begin = entry.begin + entry.size + 1;
    }
    return std::nullopt;
}

std::wstring asEntry(const std::wstring &folder) {
    return folder.find(L';') == folder.npos ? folder : L'"' + folder + L'"';
}

} // namespace

bool isSame(std::wstring_view a, std::wstring_view b) {
    return ::CompareStringOrdinal(a.data(), static_cast<int>(a.size()), b.data(),
                                  static_cast<int>(b.size()), TRUE) == CSTR_EQUAL;
}

std::wstring withFolder(std::wstring list, const std::wstring &folder) {
    if (find(list, folder))
        return list;
    // A list that ended in a semicolon does so afterwards, and then has it back without the folder.
    if (list.empty() || list.ends_with(L';'))
        return list + asEntry(folder) + (list.empty() ? L"" : L";");
    return list + L';' + asEntry(folder);
}

std::wstring withoutFolder(std::wstring list, const std::wstring &folder) {
    while (const auto entry = find(list, folder)) {
        const bool isLast = entry->begin + entry->size == list.size();
        const std::size_t begin = isLast && entry->begin > 0 ? entry->begin - 1 : entry->begin;
        list.erase(begin, entry->size + (list.size() == entry->size ? 0 : 1));
    }
    return list;
}

std::wstring withFolderMoved(std::wstring list, const std::wstring &from, const std::wstring &to) {
    if (const auto entry = find(list, from))
        list.replace(entry->begin, entry->size, asEntry(to));
    return list;
}

} // namespace vouch::pathlist
