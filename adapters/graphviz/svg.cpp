#include "adapters/graphviz/svg.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/drawing/text_lines.h"

namespace aftale::graphviz {
namespace {

constexpr double kPoint = 25.4 / 72;                   // mm
constexpr double kPageWidth = 190, kPageHeight = 277;  // mm of A4 within margins of 10 mm

/// The number of an attribute in points, `width="422pt"`.
std::optional<double> points(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return std::nullopt;
  const char* begin = tag.data() + at + name.size() + 3;
  double number = 0;
  const auto [end, error] = std::from_chars(begin, tag.data() + tag.size(), number);
  if (error != std::errc() || number <= 0 || std::string_view(end, 2) != "pt") return std::nullopt;
  return number;
}

std::string attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(name + "=\"");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 2;
  return tag.substr(begin, tag.find('"', begin) - begin);
}

/// Hundredths are enough for a printer, and are the same on every machine.
std::string millimetres(double length) {
  const auto hundredths = static_cast<std::int64_t>(std::lround(length * 100));
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() == 1 ? "0" : "") + rest + "mm";
}

std::string title_of(const drawing::Box& box) {
  return box.text(drawing::Line::Role::title);
}

/// The steps in their order, for who hears the picture.
std::string description(const drawing::Drawing& drawing) {
  std::string text;
  for (const std::string& note : drawing.notes) text += note + ". ";
  bool first = true;
  for (const drawing::Box& box : drawing.boxes) {
    if (box.kind == drawing::Box::Kind::start) continue;
    text += (first ? "" : "; ") + title_of(box);
    for (const drawing::Line& line : box.lines) {
      if (line.role == drawing::Line::Role::standing) text += " (" + line.text + ")";
    }
    first = false;
  }
  return text + ".";
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string joined_lines(const std::string& text) {
  std::string out;
  for (const std::string& line : drawing::broken(text, text.size() + 1)) out += line;
  return drawing::escaped_xml(out);
}

}  // namespace

std::optional<std::string> own_svg(const std::string& drawn, const drawing::Drawing& drawing) {
  const std::size_t begin = drawn.find("<svg "), end = drawn.find('>', begin);
  if (begin == std::string::npos || end == std::string::npos) return std::nullopt;
  const std::string tag = drawn.substr(begin, end - begin);
  const std::optional<double> width = points(tag, "width"), height = points(tag, "height");
  const std::string box = attribute(tag, "viewBox");
  if (!width || !height || box.empty()) return std::nullopt;
  const double w = *width * kPoint, h = *height * kPoint;
  const double upright = std::min(kPageWidth / w, kPageHeight / h), across = std::min(kPageHeight / w, kPageWidth / h);
  const bool lies = across > upright;
  const double scale = std::min(1.0, std::max(upright, across));
  const std::string language = drawing.language == Language::da ? "da" : "en";
  std::string body = drawn.substr(end + 1);
  replace_all(body, "font-family=\"Liberation Sans\"", "font-family=\"Liberation Sans,Arial,Helvetica,sans-serif\"");
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
         millimetres(w * scale) + "\" height=\"" + millimetres(h * scale) + "\" viewBox=\"" + box + "\" lang=\"" +
         language + "\" xml:lang=\"" + language + "\" role=\"img\">\n<title>" + joined_lines(drawing.title) +
         "</title>\n<desc>" + joined_lines(description(drawing)) + "</desc>\n<style>@page{size:A4 " +
         (lies ? "landscape" : "portrait") + ";margin:10mm}</style>" + body;
}

}  // namespace aftale::graphviz
