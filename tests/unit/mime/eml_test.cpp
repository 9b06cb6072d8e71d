#include "adapters/mime/eml.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "adapters/mime/encode.h"
#include "engine/base/base64.h"

/// golden/NAME.eml is what a message becomes, with plain line ends; read_mails.py reads the same files as a mail
/// program does. With AFTALE_WRITE_EXPECTED=1 the files are written instead.
namespace aftale::mime {
namespace {

const std::string kGolden = AFTALE_SOURCE_DIR "/tests/unit/mime/golden/";

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    if (end == std::string::npos) {
      ADD_FAILURE() << "the last line has no end: " << text.substr(at);
      return lines;
    }
    lines.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

void expect_well_formed(const std::string& mail) {
  for (const std::string& line : lines_of(mail)) {
    EXPECT_LE(line.size(), 76U) << line;
    for (const char c : line) EXPECT_TRUE(c == '\t' || (c >= ' ' && c <= '~')) << line;
    EXPECT_TRUE(line.empty() || (line.back() != ' ' && line.back() != '\t')) << line;
  }
}

std::string mail_of(const records::Message& message, const Origin& origin = {}) {
  const Result<std::string> mail = eml(message, origin);
  if (!mail) ADD_FAILURE() << mail.error()->findings.front().message.en;
  return mail.value_or("");
}

records::Message reminder() {
  records::Message message;
  message.id = RequestId::derived("nsa-2023|reminder", 0, 0);
  message.case_key = "nsa-2023";
  message.receiver = "aalborg@example.dk";
  message.receiver_title = "Byrådet, Aalborg Kommune";
  message.sender = "sekretariat@example.dk";
  message.sender_title = "Sekretariatet for Nordjysk Socialaftale";
  message.subject = "Påmindelse: Byrådet godkender, frist torsdag den 24. november 2022";
  message.body = "Kære byråd\n\nBlåbærgrød = æøå ÆØÅ €.  \nFrom nu af\n.\n" + std::string(30, 'x') + " " +
                 std::string(60, 'y') + "\n" + std::string(80, 'z') + "ø\n";
  message.created_at = *time::Instant::parse("2022-11-17T11:05:09Z");
  message.thread = records::Message::Thread{"nsa-2023", "Nordjysk Socialaftale 2023-2024", true,
                                            *time::Instant::parse("2022-01-03T08:00:00Z")};
  return message;
}

/// A header's value, folded lines joined.
std::string header_of(const records::Message& message, const std::string& name) {
  const std::string mail = mail_of(message);
  const std::size_t at = mail.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  std::size_t end = mail.find("\r\n", begin);
  while (mail[end + 2] == ' ') end = mail.find("\r\n", end + 2);
  std::string value = mail.substr(begin, end - begin);
  for (std::size_t fold = 0; (fold = value.find("\r\n")) != std::string::npos;) value.erase(fold, 2);
  return value;
}

void expect_golden(const std::string& mail, const std::string& name) {
  expect_well_formed(mail);
  std::string plain;
  for (const std::string& line : lines_of(mail)) plain += line + "\n";
  if (std::getenv("AFTALE_WRITE_EXPECTED")) {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(kGolden + name, std::ios::binary) << plain;
    return;
  }
  EXPECT_EQ(plain, contents(kGolden + name)) << name;
}

TEST(eml, a_danish_mail) {
  expect_golden(mail_of(reminder()), "danish.eml");
}

TEST(eml, a_long_subject_is_folded_between_code_points) {
  records::Message message = reminder();
  message.subject.clear();
  for (int i = 0; i < 12; ++i) message.subject += "Rødgrød med fløde på €-ø 🏛 ";
  message.subject.pop_back();
  message.receiver_title =
      std::string("Udvalget for ældre, børn, familie, arbejdsmarked, sundhed og ") + "tværgående indsatser";
  expect_golden(mail_of(message), "long.eml");
}

TEST(eml, plain_ascii_stays_as_it_is) {
  records::Message message = reminder();
  message.subject = "Reminder: the council approves";
  message.sender_title = "Secretariat";
  message.thread.reset();
  message.receiver_title = "Council, \"Aalborg\"";
  message.body = "Hello\r\nthere\rand here";
  const std::string mail = mail_of(message);
  expect_golden(mail, "ascii.eml");
  EXPECT_NE(mail.find("\r\nSubject: Reminder: the council approves\r\n"), std::string::npos);
  EXPECT_NE(mail.find("\r\nTo: \"Council, \\\"Aalborg\\\"\" <aalborg@example.dk>\r\n"), std::string::npos);
}

TEST(eml, what_could_begin_a_header_of_its_own_is_refused) {
  const std::string kBad[] = {"x\r\nBcc: bad@example.dk\r\n\r\nbody",
                              "a\nb",
                              "a\rb",
                              std::string("a\0b", 3),
                              "a@example.dk\n",
                              "a\u2028b",
                              "a\u202Eb"};
  for (const std::string& bad : kBad) {
    Origin origin;
    records::Message kind = reminder();
    for (std::string* value : {&kind.subject, &kind.sender, &kind.sender_title, &kind.receiver, &kind.receiver_title,
                               &kind.case_key, &kind.thread->topic, &origin.reply_to, &origin.stand_in}) {
      const std::string before = *value;
      *value = bad;
      const Result<std::string> mail = eml(kind, origin);
      ASSERT_FALSE(mail) << *mail;
      EXPECT_STREQ(code_of(mail.error()), "control-character");
      *value = before;
    }
    EXPECT_TRUE(eml(kind, origin));
  }
}

TEST(eml, a_sender_that_is_no_address_is_replaced_by_one_that_can_never_be) {
  for (const char* sender : {"", "98 31 00 00", "a@b@example.dk"}) {
    records::Message message = reminder();
    message.sender = sender;
    const std::string mail = mail_of(message);
    expect_well_formed(mail);
    const std::size_t from = mail.find("\r\nFrom: Sekretariatet for Nordjysk Socialaftale");
    ASSERT_NE(from, std::string::npos) << mail;
    EXPECT_NE(mail.find("@aftale.invalid>", from), std::string::npos) << mail;
    Origin origin;
    origin.stand_in = "noreply@example.dk";
    EXPECT_NE(mail_of(message, origin).find("<noreply@example.dk>", from), std::string::npos);
  }
}

TEST(eml, a_thread_is_the_mails_of_one_case_to_one_receiver) {
  const records::Message first = reminder();
  records::Message second = reminder();
  second.id = RequestId::derived("nsa-2023|overdue", 0, 0);
  second.subject = "Nordjysk Socialaftale 2023-2024: fristen er overskredet";
  second.created_at = *time::Instant::parse("2022-12-01T07:00:00Z");
  second.receiver = "AALBORG@example.dk";
  EXPECT_EQ(mail_of(first), mail_of(reminder()));
  EXPECT_NE(header_of(first, "Message-ID"), header_of(second, "Message-ID"));
  for (const char* name : {"In-Reply-To", "References", "Thread-Topic", "Thread-Index"}) {
    EXPECT_NE(header_of(first, name), "") << name;
    EXPECT_EQ(header_of(first, name), header_of(second, name)) << name;
  }
  EXPECT_EQ(header_of(first, "In-Reply-To"), header_of(first, "References"));
  EXPECT_EQ(header_of(first, "Thread-Topic"), "Nordjysk Socialaftale 2023-2024");
  records::Message other_case = second, other_receiver = second, alone = second;
  other_case.thread->id = "nsa-2025";
  other_receiver.receiver = "region@example.dk";
  for (const records::Message& other : {other_case, other_receiver}) {
    for (const char* name : {"References", "Thread-Index"}) {
      EXPECT_NE(header_of(first, name), header_of(other, name)) << name;
    }
  }
  alone.thread.reset();
  for (const char* name : {"In-Reply-To", "References", "Thread-Topic", "Thread-Index"}) {
    EXPECT_EQ(header_of(alone, name), "") << name;
  }
}

// MS-OXOMSG 2.2.1.3: one byte 1, the next five of the FILETIME, 16 bytes of a GUID.
TEST(eml, a_thread_index_is_that_of_outlook) {
  const std::optional<std::string> bytes = read_base64(header_of(reminder(), "Thread-Index"));
  ASSERT_TRUE(bytes);
  ASSERT_EQ(bytes->size(), 22U);
  EXPECT_EQ(static_cast<unsigned char>(bytes->front()), 1);
  std::uint64_t ticks = 0;
  for (const char byte : bytes->substr(0, 6)) ticks = (ticks << 8U) | static_cast<unsigned char>(byte);
  const auto seconds = static_cast<std::int64_t>((ticks << 16U) / 10'000'000) - 11'644'473'600;
  const std::int64_t wanted = time::Instant::parse("2022-01-03T08:00:00Z")->unix_seconds();
  EXPECT_LE(seconds, wanted);
  EXPECT_LT(wanted - seconds, 2);
}

TEST(eml, a_subject_begins_with_the_case_and_names_it_once) {
  struct Row {
    std::string topic, subject, shown;
  };
  const Row kRows[] = {
      {"Aftale 2023", "Husk svar", "[Aftale 2023] Husk svar"},
      {"Aftale 2023", "Aftale 2023: husk svar", "[Aftale 2023] husk svar"},
      {"Aftale 2023", "Aftale 2023, svar senest 3. maj", "[Aftale 2023] svar senest 3. maj"},
      {"Aftale 2023", "Aftale 2023 - husk svar", "[Aftale 2023] husk svar"},
      {"Aftale 2023", "Aftale 2023", "[Aftale 2023]"},
      {"Aftale 2023", "Aftale 2023-24: husk svar", "[Aftale 2023] Aftale 2023-24: husk svar"},
      {"Aftale 2023", "[Aftale 2023] husk svar", "[Aftale 2023] husk svar"},
      {"Aftale 2023", "", "[Aftale 2023]"},
      {"", "Husk svar", "Husk svar"},
      {"[x] y", "[x] y: z", "[[x] y] z"},
  };
  for (const Row& row : kRows) {
    records::Message message = reminder();
    message.thread->topic = row.topic;
    message.subject = row.subject;
    EXPECT_EQ(header_of(message, "Subject"), row.shown);
    message.thread->names_subjects = false;
    EXPECT_EQ(header_of(message, "Subject"), row.subject);
    message.thread.reset();
    EXPECT_EQ(header_of(message, "Subject"), row.subject);
  }
}

TEST(eml, a_thread_with_a_long_danish_title) {
  records::Message message = reminder();
  message.thread->topic.clear();
  for (int i = 0; i < 8; ++i) message.thread->topic += "Aftale om børn, ældre og €-støtte 🏛 ";
  message.thread->topic.pop_back();
  message.subject = message.thread->topic + ": husk svar";
  expect_golden(mail_of(message), "thread.eml");
}

// RFC 5322, 2.1.1: 998 characters a line at most, whatever a line cannot be folded in.
TEST(eml, no_line_is_too_long_for_a_mail_server) {
  records::Message message = reminder();
  std::string domain;
  while (domain.size() < 180) domain += std::string(50, 'd') + ".";
  domain += "dk";
  message.sender = "s@" + domain;
  message.receiver = "r@" + domain;
  message.case_key = std::string(500, 'k');
  message.thread->id = message.case_key;
  message.thread->topic = std::string(2'000, 't');
  message.subject = std::string(2'000, 's');
  message.sender_title = message.receiver_title = std::string(2'000, 'n');
  for (const std::string& line : lines_of(mail_of(message))) EXPECT_LE(line.size(), 300U) << line;
}

TEST(eml, a_meeting_with_attachments) {
  records::Message message = reminder();
  message.attachments = {{"../mappe\\Udkast til aftale – Ældre & børn 2023-2024, med bilag og noter fra mødet.pdf",
                          "ab", std::string("%PDF\0\xFF", 6) + std::string(100, 'p')},
                         {"for-stor.pdf", "cd", ""},
                         {"note.txt", "ef", "Hej\n"},
                         {"..", "01", "x"}};
  message.meeting =
      records::Message::Meeting{"moede@aftale", 3, *time::CivilDate::parse_iso("2022-11-24"), "Møde: Byrådet"};
  Origin origin;
  origin.reply_to = "svar@example.dk";
  expect_golden(mail_of(message, origin), "full.eml");
}

TEST(eml, a_meeting_alone_is_an_alternative_to_the_text) {
  records::Message message = reminder();
  message.meeting = records::Message::Meeting{"moede@aftale", 3, *time::CivilDate::parse_iso("2022-11-24"), "Møde"};
  const std::string mail = mail_of(message);
  EXPECT_NE(mail.find("\r\nContent-Type: multipart/alternative;"), std::string::npos);
  EXPECT_EQ(mail.find("multipart/mixed"), std::string::npos);
  message.receiver = "98 31 00 00";
  EXPECT_EQ(mail_of(message).find("text/calendar"), std::string::npos) << "nobody to invite";
}

TEST(eml, a_meeting_that_is_off_is_said_in_the_header_and_in_the_calendar) {
  records::Message message = reminder();
  message.meeting =
      records::Message::Meeting{"moede@aftale", 4, *time::CivilDate::parse_iso("2022-11-24"), "Møde", true};
  EXPECT_NE(mail_of(message).find("text/calendar; method=CANCEL;"), std::string::npos);
}

TEST(eml, names_of_attachments) {
  struct Row {
    std::string given, parameter;
  };
  const Row kRows[] = {
      {"aftale.pdf", "filename=\"aftale.pdf\""},
      {"/etc/passwd", "filename=\"passwd\""},
      {"a/..", "filename=\"bilag\""},
      {"", "filename=\"bilag\""},
      {"a\r\nBcc: x", "filename=\"a Bcc: x\""},
      {"a\"b.pdf", "filename*=UTF-8''a%22b.pdf"},
      {"blå.pdf", "filename*=UTF-8''bl%C3%A5.pdf"},
  };
  for (const Row& row : kRows) {
    records::Message message = reminder();
    message.attachments = {{row.given, "", "x"}};
    const std::string mail = mail_of(message);
    EXPECT_NE(mail.find("attachment;\r\n " + row.parameter + "\r\n"), std::string::npos) << mail;
  }
}

TEST(eml, quoted_printable_rows) {
  struct Row {
    std::string body, encoded;
  };
  const Row kRows[] = {
      {"", ""},
      {"a", "a\r\n"},
      {"a\n\nb\n", "a\r\n\r\nb\r\n"},
      {"a \nb\t\n", "a=20\r\nb=09\r\n"},
      {"1 = 1\n", "1 =3D 1\r\n"},
      {"æ\n", "=C3=A6\r\n"},
      {".\n..\n", "=2E\r\n..\r\n"},
      {"From x\n", "=46rom x\r\n"},
      {std::string(76, 'a'), std::string(76, 'a') + "\r\n"},
      {std::string(77, 'a'), std::string(75, 'a') + "=\r\naa\r\n"},
      {std::string(71, 'a') + "æ", std::string(71, 'a') + "=\r\n=C3=A6\r\n"},
      {std::string(70, 'a') + "æ", std::string(70, 'a') + "=C3=A6\r\n"},
      {std::string("a\0b", 3), "a=00b\r\n"},
  };
  for (const Row& row : kRows) EXPECT_EQ(quoted_printable(row.body), row.encoded) << row.body;
}

}  // namespace
}  // namespace aftale::mime
