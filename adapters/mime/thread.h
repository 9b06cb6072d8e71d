#pragma once
#include <string>

#include "engine/records/channel.h"

/// How the mails of one thread to one receiver are known to belong together, by mail programs of every kind.
namespace aftale::mime {

/// `thread-…@domain`: the Message-ID of a mail that begins the thread and was never sent. It follows from thread and
/// receiver, so that every mail can name it, whether the first one is at hand or not.
std::string thread_root(const records::Message::Thread& thread, std::string_view receiver, std::string_view domain);

/// Thread-Index of Outlook and Exchange (MS-OXOMSG 2.2.1.3) in base64: one byte 1, five bytes of the FILETIME at which
/// the thread began, and 16 bytes that stand for it; programs that know it show together what has the same.
std::string thread_index(const records::Message::Thread& thread, std::string_view root);

/// The subject as a list of mails shows it: `[Nordjysk Socialaftale 2023] husk svar senest 3. maj`. A subject that
/// begins with the topic by itself does not say it twice.
std::string subject_in_thread(const records::Message& message);

}  // namespace aftale::mime
