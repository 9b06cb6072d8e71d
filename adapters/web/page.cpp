#include "adapters/web/page.h"

#include "adapters/reports/html.h"

namespace aftale::web {
namespace {

using reports::escaped;

const char* const kMark =
    "<svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"16\" r=\"9\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"3\"/><circle cx=\"20\" cy=\"16\" r=\"9\" fill=\"none\" stroke=\"#5fb3c4\" "
    "stroke-width=\"3\"/></svg>";

std::string entry(const Page& page, Page::Place place, const std::string& link, const std::string& name) {
  return "<li><a href=\"" + link + "\"" + (page.place == place ? " aria-current=\"page\"" : "") + ">" + name +
         "</a></li>";
}

std::string top(const Page& page, const View& view) {
  const bool danish = view.language == Language::da;
  return "<header class=\"top\"><div class=\"wrap\"><a class=\"mark\" href=\"" + view.link({}) + "\">" + kMark +
         "aftale</a><nav aria-label=\"" + view.say({"Hovedmenu", "Main menu"}) + "\"><ul>" +
         entry(page, Page::Place::desk, view.link({}), view.say({"Frister", "Deadlines"})) +
         entry(page, Page::Place::cases, view.link({"sager"}), view.say({"Sager", "Cases"})) +
         "</ul></nav><div class=\"who\"><a href=\"" + view.in_other_language() + "\" lang=\"" + (danish ? "en" : "da") +
         "\" hreflang=\"" + (danish ? "en" : "da") + "\">" + (danish ? "English" : "Dansk") +
         "</a></div></div></header>\n";
}

std::string crumbs(const Page& page, const View& view) {
  if (page.here.empty()) return {};
  std::string text = "<nav class=\"crumbs\" aria-label=\"" + view.say({"Sti", "Path"}) + "\"><ol>";
  for (const auto& [name, link] : page.above) text += "<li><a href=\"" + link + "\">" + escaped(name) + "</a></li>";
  return text + "<li aria-current=\"page\">" + escaped(page.here) + "</li></ol></nav>\n";
}

}  // namespace

std::string framed(const Page& page, const View& view) {
  return "<!doctype html>\n<html lang=\"" + view.say({"da", "en"}) +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
         "<title>" +
         escaped(page.title) + " · aftale</title><link rel=\"stylesheet\" href=\"" + view.link({"aftale.css"}) +
         "\"><link rel=\"icon\" href=\"data:,\"></head>\n<body" + (page.wide ? " class=\"wide\"" : "") +
         "><a class=\"skip\" href=\"#main\">" + view.say({"Gå til indholdet", "Go to the content"}) + "</a>\n" +
         top(page, view) + "<main id=\"main\" class=\"wrap\">" + crumbs(page, view) + page.main + "</main>\n" +
         "<footer class=\"foot\"><div class=\"wrap\"><p>" + page.as_of + "</p></div></footer></body></html>\n";
}

std::string error_page(const Text& title, const std::vector<Diagnostic>& findings, const View& view) {
  std::string list;
  for (const Diagnostic& finding : findings) {
    list += "<li>" + reports::isolated(view.say(finding.message)) + "</li>";
  }
  Page page;
  page.title = view.say({"Fejl: ", "Error: "}) + view.say(title);
  page.main = "<div class=\"errors\" role=\"alert\"><h1>" + escaped(view.say(title)) + "</h1><ul>" + list +
              "</ul></div>\n<p class=\"mt1\"><a href=\"" + view.link({"sager"}) + "\">" +
              view.say({"Se alle sager", "See all cases"}) + "</a></p>";
  return framed(page, view);
}

std::string panel(const std::string& id, const std::string& heading, const std::string& inner) {
  return "<section class=\"panel\" aria-labelledby=\"" + id + "\"><h2 id=\"" + id + "\">" + escaped(heading) + "</h2>" +
         inner + "</section>\n";
}

}  // namespace aftale::web
