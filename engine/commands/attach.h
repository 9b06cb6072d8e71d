#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/digest.h"
#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/fingerprint.h"
#include "engine/commands/kind.h"
#include "engine/commands/vocabulary.h"

/// A new version of a document.
namespace aftale::commands {

/// Asks for it: the file itself or, where it is larger than limits::kAttachmentBytesMax, what it is known by. Such a
/// file stays with those who have it.
struct AttachDocument {
  struct Reference {
    Digest sha256;
    std::int64_t size = 0;  ///< bytes
  };
  std::string document, name, bytes;
  std::optional<Reference> reference = {};
};

/// `document` is an id, or behind the key of a branch that has its own: `working_groups/birken/report`.
struct Attach {
  using Asked = AttachDocument;
  static constexpr Kind kKind{"attach", lifecycle::CaseEvent::work, "attach"};

  std::string document, name;
  Digest sha256;
  std::uint64_t size = 0;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, AttachDocument::Reference>& reference) {
  visit.member("sha256", reference.sha256);
  visit.member("size", reference.size);
}

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, AttachDocument>& attach) {
  visit.name("document", attach.document);
  visit.name("name", attach.name);
  visit.bytes("bytes", attach.bytes);
  visit.maybe("reference", attach.reference);
}

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Attach>& attach) {
  visit.name("document", attach.document);
  visit.name("name", attach.name);
  visit.member("sha256", attach.sha256);
  visit.member("size", attach.size);
}

/// Error besides: refused `empty-file`.
Result<void> check(const AttachDocument& attach, const std::string& key);
/// The refusal of a file without content.
tl::unexpected<ErrorPtr> is_empty(const std::string& file);
/// A file and what it is known by are the same content.
void add_to(Fingerprint& fingerprint, const AttachDocument& attach);
Text act_of(const AttachDocument& attach);
Result<Attach> taken(const AttachDocument& attach, const Vocabulary& vocabulary);
Text done(const Attach& attach);

}  // namespace aftale::commands
