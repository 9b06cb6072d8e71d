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

std::string named(const std::string& text) {
  return drawing::escaped_xml(drawing::one_line(text));
}

/// One picture as `dot` wrote it.
struct Picture {
  double width = 0, height = 0;  ///< points
  std::string box;               ///< its viewBox
  std::string body;              ///< what is in its `<svg>`, and the end of that
};

std::optional<Picture> picture_in(const std::string& drawn) {
  const std::size_t begin = drawn.find("<svg "), end = drawn.find('>', begin);
  if (begin == std::string::npos || end == std::string::npos) return std::nullopt;
  const std::string tag = drawn.substr(begin, end - begin);
  const std::optional<double> width = points(tag, "width"), height = points(tag, "height");
  Picture picture;
  picture.box = attribute(tag, "viewBox");
  if (!width || !height || picture.box.empty()) return std::nullopt;
  picture.width = *width;
  picture.height = *height;
  picture.body = drawn.substr(end + 1);
  replace_all(picture.body, "font-family=\"Liberation Sans\"",
              "font-family=\"Liberation Sans,Arial,Helvetica,sans-serif\"");
  return picture;
}

std::string beginning(double width, double height, const std::string& box, Language spoken) {
  const std::string language = spoken == Language::da ? "da" : "en";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" +
         millimetres(width) + "\" height=\"" + millimetres(height) + "\" viewBox=\"" + box + "\" lang=\"" + language +
         "\" xml:lang=\"" + language + "\" role=\"img\">\n";
}

std::string in_words(const drawing::Drawing& drawing) {
  return "<title>" + named(drawing.title) + "</title>\n<desc>" + named(description(drawing)) + "</desc>\n";
}

}  // namespace

std::optional<std::string> own_svg(const std::string& drawn, const drawing::Drawing& drawing) {
  const std::optional<Picture> picture = picture_in(drawn);
  if (!picture) return std::nullopt;
  const double w = picture->width * kPoint, h = picture->height * kPoint;
  const double upright = std::min(kPageWidth / w, kPageHeight / h), across = std::min(kPageHeight / w, kPageWidth / h);
  const double scale = std::min(1.0, std::max(upright, across));
  return beginning(w * scale, h * scale, picture->box, drawing.language) + in_words(drawing) + "<style>@page{size:A4 " +
         (across > upright ? "landscape" : "portrait") + ";margin:10mm}</style>" + picture->body;
}

std::optional<std::string> own_sheet(const std::vector<std::string>& drawn,
                                     const std::vector<drawing::Drawing>& drawings) {
  constexpr double kBetween = 24;  // points
  double width = 0, height = 0;
  std::string body;
  for (std::size_t n = 0; n < drawn.size(); ++n) {
    std::optional<Picture> picture = picture_in(drawn[n]);
    if (!picture) return std::nullopt;
    // In each of them `dot` counts from 1.
    replace_all(picture->body, " id=\"", " id=\"p" + std::to_string(n + 1) + "-");
    const auto rounded = [](double length) { return std::to_string(std::lround(length)); };
    body += "<svg x=\"0\" y=\"" + rounded(height) + "\" width=\"" + rounded(picture->width) + "\" height=\"" +
            rounded(picture->height) + "\" viewBox=\"" + picture->box + "\">\n" + in_words(drawings[n]) + picture->body;
    width = std::max(width, picture->width);
    height += picture->height + kBetween;
  }
  if (drawn.empty()) return std::nullopt;
  const double scale = std::min(kPoint, kPageWidth / width);
  const std::string box = "0 0 " + std::to_string(std::lround(width)) + " " + std::to_string(std::lround(height));
  return beginning(width * scale, height * scale, box, drawings.front().language) + body + "</svg>\n";
}

}  // namespace aftale::graphviz
