#include "engine/feel/syntax/signatures.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

/// From a byte to a byte.
using Place = std::pair<std::size_t, std::size_t>;

bool plain(Type::Kind kind) {
  return kind != Type::Kind::any && kind != Type::Kind::null && kind != Type::Kind::context && kind != Type::Kind::list;
}

Text kind_text(const Type& type) {
  return kind_words(type.kind());
}

/// The bytes of a key of a context that is written out: what stands before the colon of its value.
std::pair<std::size_t, std::size_t> key_place(Parsing& parse, const Node& context, std::size_t entry) {
  const std::string& text = parse.unit.text;
  std::size_t end = text.rfind(':', context.rest[entry]->begin);
  if (end == std::string::npos || end <= context.begin) return {context.begin, context.end};
  while (end > context.begin && (text[end - 1] == ' ' || text[end - 1] == '\n')) --end;
  std::size_t begin = text.rfind(context.names[entry], end);
  if (begin == std::string::npos || begin <= context.begin) begin = end - 1;
  return {begin, end};
}

void check_inputs(Parsing& parse, const Node& call, const Signature& signature) {
  const Node* given = call.rest.size() > 1 ? call.rest[1] : nullptr;
  const Type type = given ? given->type : Type::record({});
  if (plain(type.kind()) || type.kind() == Type::Kind::list) {
    const Text words = kind_words(type.kind());
    return parse.findings.add("wrong-type", given->begin, given->end,
                              {"her skal stå inputtene som {navn: værdi}, ikke " + words.da,
                               "the inputs belong here as {name: value}, not " + words.en});
  }
  if (type.kind() != Type::Kind::context) return;
  const std::vector<std::string> wanted = signature.inputs.member_names(), names = type.member_names();
  const auto in = [](const std::vector<std::string>& all, const std::string& name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool written = given && given->op == Op::context;
    const Place whole(given->begin, given->end);
    const auto [begin, end] = written ? key_place(parse, *given, i) : whole;
    if (!in(wanted, names[i])) {
      const std::string near = nearest(names[i], wanted);
      parse.findings.add("unknown-input", begin, end, unknown_member(names[i], near, signature.word), wanted);
      continue;
    }
    const Type &value = *type.member(names[i]), &column = *signature.inputs.member(names[i]);
    if (!plain(column.kind()) || value.kind() == Type::Kind::any || value.kind() == Type::Kind::null ||
        value.kind() == column.kind())
      continue;
    const Text is = kind_text(value), must = kind_text(column);
    const Place place = written ? Place(given->rest[i]->begin, given->rest[i]->end) : whole;
    parse.findings.add(
        "wrong-type", place.first, place.second,
        {"`" + names[i] + "` i " + signature.word.da + " skal være " + must.da + ", men her er " + is.da,
         "`" + names[i] + "` of " + signature.word.en + " must be " + must.en + ", but this is " + is.en});
  }
  if (type.is_open()) return;
  for (const std::string& name : signature.needed) {
    if (in(names, name)) continue;
    parse.findings.add(
        "missing-input", call.begin, call.end,
        {signature.word.da + " skal have `" + name + "`; skriv `" + name + ": null`, hvis det ikke kendes",
         signature.word.en + " needs `" + name + "`; write `" + name + ": null` where it is not known"});
  }
}

}  // namespace

void check_signature(Parsing& parse, Node& call, const Names::HostFunction& function) {
  if (!function.signatures || call.rest.empty()) return;
  const Node& name = *call.rest.front();
  if (name.op != Op::constant || name.constant.kind() != Kind::string) return;
  const std::optional<Signature> known = function.signatures(name.constant.text());
  if (!known) return;
  call.type = known->result;
  if (known->inputs.kind() == Type::Kind::context) check_inputs(parse, call, *known);
}

}  // namespace aftale::feel
