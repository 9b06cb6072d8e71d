#include "engine/commands/attach.h"

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/commands/given_names.h"
#include "engine/commands/limits.h"

namespace aftale::commands {
namespace {

Result<void> check_reference(const AttachDocument& attach) {
  const std::string least = std::to_string(limits::kAttachmentBytesMax);
  const std::int64_t size = attach.reference->size;
  if (!attach.bytes.empty() || size <= static_cast<std::int64_t>(limits::kAttachmentBytesMax))
    return fail(
        Error::Kind::refused, "bad-value",
        Text{"Kun en fil, der er større end " + least + " byte, nævnes ved størrelse og SHA-256. Send filen selv",
             "Only a file larger than " + least + " bytes is told by its size and SHA-256. Send the file itself"});
  if (size > static_cast<std::int64_t>(limits::kReferenceBytesMax))
    return too_large({"Dokumentet", "The document"}, limits::kReferenceBytesMax);
  return {};
}

}  // namespace

tl::unexpected<ErrorPtr> is_empty(const std::string& file) {
  return fail(Error::Kind::refused, "empty-file",
              Text{"Filen " + file + " er tom, så der er intet at behandle. Vælg den rigtige fil",
                   "The file " + file + " is empty, so there is nothing to treat. Choose the right file"});
}

Result<void> check(const AttachDocument& attach, const std::string&) {
  if (attach.bytes.size() > limits::kAttachmentBytesMax)
    return too_large({"Dokumentet", "The document"}, limits::kAttachmentBytesMax);
  if (attach.reference) AFTALE_TRY_VOID(check_reference(attach));
  AFTALE_TRY_VOID(check_file_name(attach.name));
  if (attach.bytes.empty() && !attach.reference) return is_empty(attach.name);
  return {};
}

void add_to(Fingerprint& fingerprint, const AttachDocument& attach) {
  const Digest digest = attach.reference ? attach.reference->sha256 : sha256(attach.bytes);
  fingerprint.add(attach.document).add(attach.name).add(digest.view());
}

Text act_of(const AttachDocument&) {
  return {"At vedhæfte et dokument", "Attaching a document"};
}

Result<Attach> taken(const AttachDocument& attach, const Vocabulary& vocabulary) {
  const std::string document = vocabulary.document(attach.document);
  // macOS writes "ø" and the like as two characters; what looks the same is the same file.
  const std::string name = nfc(attach.name);
  if (attach.reference)
    return Attach{document, name, attach.reference->sha256, static_cast<std::uint64_t>(attach.reference->size)};
  return Attach{document, name, sha256(attach.bytes), attach.bytes.size()};
}

Text done(const Attach& attach) {
  const std::string file = attach.name + " (" + attach.document + ")";
  return {"Vedhæftet: " + file, "Attached: " + file};
}

}  // namespace aftale::commands
