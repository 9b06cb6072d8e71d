#include "engine/base/limits.h"
#include "tests/unit/cases/office.h"

/// A document comes out as it went in, or not at all.
namespace aftale::cases {
namespace {

constexpr const char* kPapers = R"(
workflow: papers
version: 1
title: {da: Papirer, en: Papers}
organisation: nordjylland
calendar: denmark
documents: {agreement: {title: {da: Aftaletekst, en: Text of the agreement}}, annexes: {title: Bilag, many: true}}
initial: asked
states:
  asked:
    for_each: {in: organisation.municipalities, as: party, key: party.code}
    documents: {answer: {title: Svar}}
    initial: open
    states:
      open: {owner: party, on: {reply: {to: replied}}}
      replied: {type: final}
    done: {to: over}
    empty: {to: over}
  over: {type: final}
)";

const machine::Actor kOfParty{"aalborg", machine::Proof::peer, {"party:0851"}, "aalborg", 1001};

class Fetching : public ::testing::Test {
 protected:
  Fetching() { office.opens({}); }
  void attach(const std::string& document, const std::string& name, const std::string& bytes) {
    office.does(AttachDocument{document, name, bytes});
  }
  /// "name version: bytes", or the code of the refusal.
  std::string fetched(Fetch asked, const machine::Actor* who = nullptr) {
    asked.key = "a";
    const Result<Answer> answer =
        who ? office.service().ask_for(*who, Question(asked)) : office.service().ask(Question(asked));
    if (!answer) {
      said = answer.error()->findings.front().message.en;
      return answer.error()->findings.front().code;
    }
    const auto& file = std::get<FetchAnswer>(answer->body);
    return file.row.name + " " + std::to_string(file.row.version) + ": " + file.bytes;
  }
  std::string fetched(const std::string& document, std::optional<std::int64_t> version = {}) {
    return fetched(Fetch{{}, document, {}, version, 0});
  }

  Office office{kPapers};
  std::string said;
};

TEST_F(Fetching, the_version_before_the_bodies_else_the_newest) {
  attach("agreement", "1.txt", "one");
  attach("agreement", "2.txt", "two");
  EXPECT_EQ(fetched("agreement"), "2.txt 2: two");
  office.does(machine::Freeze{"agreement"});
  attach("agreement", "3.txt", "three");
  EXPECT_EQ(fetched("agreement"), "2.txt 2: two");
  EXPECT_EQ(fetched("agreement", 1), "1.txt 1: one");
  EXPECT_EQ(fetched("agreement", 3), "3.txt 3: three");
  EXPECT_EQ(fetched("agreement", 4), "version-missing");
}

TEST_F(Fetching, by_address_title_or_file_and_what_was_meant_is_asked) {
  attach("Aftaletekst", "udkast.txt", "text");
  attach("asked/0851/answer", "svar.txt", "answer");
  for (const char* name :
       {"agreement", "Aftaletekst", "aftaletekst", "text of the AGREEMENT", "udkast.txt", "agreement/udkast.txt"})
    EXPECT_EQ(fetched(name), "udkast.txt 1: text") << name;
  EXPECT_EQ(fetched("asked/0851/answer"), "svar.txt 1: answer");
  EXPECT_EQ(fetched("Aalborg Kommune: Svar"), "svar.txt 1: answer");
  EXPECT_EQ(fetched("agrement"), "unknown-document");
  EXPECT_NE(said.find("Did you mean \"agreement\"?"), std::string::npos) << said;
  EXPECT_EQ(office.refused(AttachDocument{"Aftaletxt", "x.txt", "x"}), "unknown-document");
  EXPECT_EQ(office.refused(machine::Freeze{"Bilg"}), "unknown-document");
}

TEST_F(Fetching, of_several_files_one_must_be_named) {
  attach("annexes", "a.txt", "a");
  EXPECT_EQ(fetched("annexes"), "a.txt 1: a");
  attach("annexes", "b.txt", "b");
  EXPECT_EQ(fetched("annexes"), "ambiguous");
  EXPECT_EQ(fetched("annexes/b.txt"), "b.txt 1: b");
  EXPECT_EQ(fetched("a.txt"), "a.txt 1: a");
}

TEST_F(Fetching, what_is_large_comes_in_pages) {
  std::string large(limits::kFetchBytesMax + 5, 'x');
  large.back() = 'y';
  attach("agreement", "stor.bin", large);
  const auto first = office.ask<FetchAnswer>(Fetch{"a", "agreement"});
  const auto second =
      office.ask<FetchAnswer>(Fetch{"a", "agreement", {}, {}, static_cast<std::int64_t>(limits::kFetchBytesMax)});
  EXPECT_EQ(first.bytes.size(), limits::kFetchBytesMax);
  EXPECT_EQ(first.bytes + second.bytes, large);
  EXPECT_EQ(second.from, static_cast<std::int64_t>(limits::kFetchBytesMax));
}

TEST_F(Fetching, what_is_not_kept_is_not_given) {
  const auto size = static_cast<std::int64_t>(limits::kAttachmentBytesMax) + 1;
  office.does(AttachDocument{"agreement", "film.mp4", {}, AttachDocument::Reference{sha256("film"), size}});
  EXPECT_EQ(fetched("agreement"), "not-kept");
}

TEST_F(Fetching, what_the_journal_has_not_attached_is_not_given) {
  attach("agreement", "1.txt", "one");
  records::Commit changed;
  changed.documents = *office.store().documents(CaseId{1});
  ASSERT_EQ(changed.documents.size(), 1U);
  changed.documents.front().sha256 = sha256("two");
  changed.content.push_back({sha256("two"), "two"});
  const records::Head head = *office.store().head();
  changed.expected_seq = head.seq;
  changed.expected_head = head.hash;
  const Result<void> written = office.store().commit(changed);
  ASSERT_TRUE(written) << written.error()->findings.front().message.en;
  EXPECT_EQ(fetched("agreement"), "damaged");
  EXPECT_EQ(said,
            "agreement version 1 is not what was attached. Nothing was written. See the damage with: aftale audit a");
}

TEST_F(Fetching, people_of_a_party_read_what_was_frozen_and_their_own) {
  attach("agreement", "1.txt", "one");
  EXPECT_EQ(fetched(Fetch{{}, "agreement"}, &kOfParty), "not-allowed");
  EXPECT_EQ(fetched(Fetch{{}, "1.txt"}, &kOfParty), "not-allowed");
  office.does(machine::Freeze{"agreement"});
  attach("agreement", "2.txt", "two");
  EXPECT_EQ(fetched(Fetch{{}, "agreement"}, &kOfParty), "1.txt 1: one");
  EXPECT_EQ(fetched(Fetch{{}, "agreement", {}, 2, 0}, &kOfParty), "version-missing");
  attach("asked/0851/answer", "vores.txt", "ours");
  attach("asked/0813/answer", "deres.txt", "theirs");
  EXPECT_EQ(fetched(Fetch{{}, "asked/0851/answer"}, &kOfParty), "vores.txt 1: ours");
  EXPECT_EQ(fetched(Fetch{{}, "asked/0813/answer"}, &kOfParty), "not-allowed");
}

TEST_F(Fetching, an_empty_file_is_not_taken) {
  EXPECT_EQ(office.refused(AttachDocument{"agreement", "tom.txt", ""}), "empty-file");
}

TEST_F(Fetching, a_file_name_of_two_characters_a_letter_is_that_of_one) {
  attach("agreement", "A\u030arhus.txt", "x");
  EXPECT_EQ(fetched("agreement"), "Århus.txt 1: x");
}

}  // namespace
}  // namespace aftale::cases
