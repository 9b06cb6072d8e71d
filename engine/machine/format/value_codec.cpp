// The bytes of a value of FEEL, in the terms of codec.cpp.
//
// value := 0                             null
//        | 1 | 2                         false, true
//        | 3 text                        a number as it is written in decimal
//        | 4 text                        a string
//        | 5 date
//        | 6 text                        a time, a date and time, or a duration, as FEEL writes it
//        | 7 list of value
//        | 8 list of (name:text value)   a context, in its own order
//        | 9 flags low:value high:value  a range; bits: has a low end, a high end, the low one is in it, the high one
//        | 10 number                     a party or body: OrganisationValues::references of the pinned organisation
#include "engine/machine/format/value_codec.h"

#include "engine/base/limits.h"
#include "engine/feel/temporal_text.h"

namespace aftale::machine {
namespace {

// Stable numbers of the format; new ones are added behind.
enum class Tag : std::uint8_t {
  null,
  no,
  yes,
  number,
  string,
  date,
  temporal,
  list,
  context,
  range,
  reference,
  count_
};

void put_tag(BinaryWriter& out, Tag tag) {
  out.number(static_cast<std::uint64_t>(tag));
}

bool put_reference(BinaryWriter& out, const feel::Value& value, const model::Definition& definition) {
  const std::vector<feel::Value>& references = definition.organisation_values.references();
  for (std::size_t n = 0; n < references.size(); ++n) {
    if (references[n].context_identity() == value.context_identity()) {
      put_tag(out, Tag::reference);
      out.number(n);
      return true;
    }
  }
  return false;
}

void put_range(BinaryWriter& out, const feel::Range& range, const model::Definition& definition) {
  put_tag(out, Tag::range);
  out.number((range.has_low ? 1u : 0u) | (range.has_high ? 2u : 0u) | (range.low_included ? 4u : 0u) |
             (range.high_included ? 8u : 0u));
  put_value(out, range.low, definition);
  put_value(out, range.high, definition);
}

feel::Value get_temporal(BinaryReader& in) {
  const std::optional<feel::Value> value = feel::parse_temporal(in.text());
  if (value) return *value;
  in.broken();
  return {};
}

feel::Value get_number(BinaryReader& in) {
  const std::optional<feel::Decimal> number = feel::Decimal::parse(in.text());
  if (number) return feel::Value(*number);
  in.broken();
  return {};
}

}  // namespace

void put_value(BinaryWriter& out, const feel::Value& value, const model::Definition& definition) {
  switch (value.kind()) {
    case feel::Kind::null:
    case feel::Kind::function:
      return put_tag(out, Tag::null);
    case feel::Kind::boolean:
      return put_tag(out, value.boolean() ? Tag::yes : Tag::no);
    case feel::Kind::number:
      put_tag(out, Tag::number);
      return out.text(value.number().text());
    case feel::Kind::string:
      put_tag(out, Tag::string);
      return out.text(value.text());
    case feel::Kind::date:
      put_tag(out, Tag::date);
      return out.date(value.date());
    case feel::Kind::time:
    case feel::Kind::date_time:
    case feel::Kind::months:
    case feel::Kind::days:
      put_tag(out, Tag::temporal);
      return out.text(feel::text_of(value));
    case feel::Kind::list:
      put_tag(out, Tag::list);
      out.number(value.items().size());
      for (const feel::Value& item : value.items()) put_value(out, item, definition);
      return;
    case feel::Kind::context:
      if (put_reference(out, value, definition)) return;
      put_tag(out, Tag::context);
      out.number(value.entries().entries().size());
      for (const auto& [name, entry] : value.entries().entries()) {
        out.text(name);
        put_value(out, entry, definition);
      }
      return;
    case feel::Kind::range:
      return put_range(out, value.interval(), definition);
  }
}

feel::Value get_value(BinaryReader& in, const model::Definition& definition, int depth) {
  if (depth > static_cast<int>(limits::kFeelDepth)) {
    in.broken();
    return {};
  }
  switch (static_cast<Tag>(in.below(static_cast<std::uint64_t>(Tag::count_)))) {
    case Tag::null:
    case Tag::count_:
      return {};
    case Tag::no:
      return feel::Value(false);
    case Tag::yes:
      return feel::Value(true);
    case Tag::number:
      return get_number(in);
    case Tag::string:
      return feel::Value::string(in.text());
    case Tag::date:
      return feel::Value(in.date());
    case Tag::temporal:
      return get_temporal(in);
    case Tag::list: {
      feel::List items;
      for (std::uint64_t left = in.count(); left > 0 && in.ok(); --left)
        items.push_back(get_value(in, definition, depth + 1));
      return feel::Value::list(std::move(items));
    }
    case Tag::context: {
      feel::Context entries;
      for (std::uint64_t left = in.count(); left > 0 && in.ok(); --left) {
        std::string name = in.text();
        entries.set(std::move(name), get_value(in, definition, depth + 1));
      }
      return feel::Value::context(std::move(entries));
    }
    case Tag::range: {
      feel::Range range;
      const std::uint64_t flags = in.below(16);
      range.has_low = (flags & 1) != 0;
      range.has_high = (flags & 2) != 0;
      range.low_included = (flags & 4) != 0;
      range.high_included = (flags & 8) != 0;
      range.low = get_value(in, definition, depth + 1);
      range.high = get_value(in, definition, depth + 1);
      return feel::Value::range(std::move(range));
    }
    case Tag::reference: {
      const std::uint64_t number = in.below(definition.organisation_values.references().size());
      return in.ok() ? definition.organisation_values.references()[number] : feel::Value();
    }
  }
  return {};
}

}  // namespace aftale::machine
