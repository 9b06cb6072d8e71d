#pragma once
#include <string_view>

namespace aftale {

/// Whether `text` is an e-mail address that every mail server takes, as files, configuration and mail mean it: RFC 5321
/// without quoted and non-ASCII local parts, comments and address literals. Before the @ words of letters, digits and
/// !#$%&'*+-/=?^_`{|}~ with single dots between, at most 64 bytes; behind it at least two labels of letters, digits and
/// inner hyphens, at most 63 bytes each; 254 bytes in all. Nothing in it can end a header or begin another address.
bool is_mail_address(std::string_view text);

}  // namespace aftale
