#include "engine/messages/mustache.h"

#include <kainjow/mustache.hpp>

#include <exception>

namespace aftale::messages {
namespace {

namespace mustache = kainjow::mustache;

mustache::data data_of(const Fields::Values& values) {
  mustache::data data;
  for (const auto& [name, text] : values) data.set(name, text);
  return data;
}

mustache::data list_of(const std::vector<Fields::Values>& rows) {
  mustache::data list(mustache::data::type::list);
  for (const Fields::Values& row : rows) list << data_of(row);
  return list;
}

tl::unexpected<ErrorPtr> bad(const std::string& name, const std::string& reason) {
  Diagnostic finding{"bad-template", Severity::error, {}, Span{name, 0, 0, 0}, {}};
  finding.message = {"Skabelonen kan ikke læses: " + reason, "The template cannot be read: " + reason};
  return fail(Error::Kind::refused, {std::move(finding)});
}

}  // namespace

Result<std::string> fill_in(const std::string& text, const Fields& fields, const std::string& name) {
  try {
    mustache::mustache form(text);
    form.set_custom_escape([](const std::string& value) { return value; });
    if (!form.is_valid()) return bad(name, form.error_message());
    mustache::data data = data_of(fields.values);
    data.set("attachments", list_of(fields.attachments));
    data.set("items", list_of(fields.items));
    std::string out = form.render(data);
    if (!form.is_valid()) return bad(name, form.error_message());
    return out;
  } catch (const std::exception& error) {
    return bad(name, error.what());
  }
}

}  // namespace aftale::messages
