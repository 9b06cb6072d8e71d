#include <array>
#include <cstdio>

#include "engine/feel/function.h"
#include "engine/feel/names.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/value.h"

namespace aftale::feel {
namespace {

enum class Form : std::uint8_t { feel, plain };

void write(const Value& value, Form form, std::string& out);

void write_quoted(const std::string& text, std::string& out) {
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          std::array<char, 8> escape{};
          std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
          out += escape.data();
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

void write_temporal(const char* function, const Value& value, Form form, std::string& out) {
  if (form == Form::plain) {
    out += text_of(value);
    return;
  }
  out.append(function).append("(\"").append(text_of(value)).append("\")");
}

void write_list(const List& items, Form form, std::string& out) {
  out.push_back('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    write(items[i], form, out);
  }
  out.push_back(']');
}

void write_context(const Context& context, Form form, std::string& out) {
  out.push_back('{');
  bool first = true;
  for (const auto& [name, value] : context.entries()) {
    if (!first) out += ", ";
    first = false;
    if (is_plain_name(name)) {
      out += name;
    } else {
      write_quoted(name, out);
    }
    out += ": ";
    write(value, form, out);
  }
  out.push_back('}');
}

void write_range(const Range& range, Form form, std::string& out) {
  if (!range.has_low || !range.has_high) {
    const bool low = range.has_low;
    out += low ? (range.low_included ? "(>=" : "(>") : (range.high_included ? "(<=" : "(<");
    write(low ? range.low : range.high, form, out);
    out.push_back(')');
    return;
  }
  out.push_back(range.low_included ? '[' : '(');
  write(range.low, form, out);
  out += "..";
  write(range.high, form, out);
  out.push_back(range.high_included ? ']' : ')');
}

void write(const Value& value, Form form, std::string& out) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Kind::number:
      out += value.number().text();
      return;
    case Kind::string:
      write_quoted(value.text(), out);
      return;
    case Kind::date:
      write_temporal("date", value, form, out);
      return;
    case Kind::time:
      write_temporal("time", value, form, out);
      return;
    case Kind::date_time:
      write_temporal("date and time", value, form, out);
      return;
    case Kind::months:
    case Kind::days:
      write_temporal("duration", value, form, out);
      return;
    case Kind::list:
      write_list(value.items(), form, out);
      return;
    case Kind::context:
      write_context(value.entries(), form, out);
      return;
    case Kind::range:
      write_range(value.interval(), form, out);
      return;
    case Kind::function:
      out += value.callable()->feel();
      return;
  }
}

}  // namespace

std::string Value::feel() const {
  std::string out;
  write(*this, Form::feel, out);
  return out;
}

std::string Value::plain() const {
  if (kind() == Kind::string) return text();
  std::string out;
  write(*this, Form::plain, out);
  return out;
}

}  // namespace aftale::feel
