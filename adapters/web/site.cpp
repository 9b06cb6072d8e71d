#include "adapters/web/site.h"

#include <algorithm>

#include "adapters/web/case_pages.h"
#include "adapters/web/lists.h"
#include "adapters/web/style.h"

namespace aftale::web {
namespace {

/// Danish is asked for by every name of it, and comes first where both are.
Language language_of(const std::string& accepted, Language otherwise) {
  std::string folded = accepted;
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  const std::size_t danish = std::min(folded.find("da"), folded.find("nb")), english = folded.find("en");
  if (danish == english) return otherwise;  // neither
  return danish < english ? Language::da : Language::en;
}

unsigned status_of(const Error& error) {
  switch (error.kind) {
    case Error::Kind::not_found:
      return 404;
    case Error::Kind::usage:
      return 400;
    case Error::Kind::refused:
      return 403;
    case Error::Kind::unavailable:
      return 503;
    default:
      return 500;
  }
}

/// Answers one request.
class Answering {
 public:
  Answering(const OpenService& open, const SiteOptions& options, const View& view)
      : open_(open), options_(options), view_(view) {}

  Response answer() const {
    const std::vector<std::string>& at = view_.target.segments;
    if (at.size() == 1 && at[0] == "aftale.css")
      return {200, "text/css; charset=utf-8", std::string(style()), {}, true};
    if (!at.empty() && at[0] != "sager") return not_there();
    const Result<std::shared_ptr<cases::Service>> service = open_();
    if (!service) return refused(*service.error());
    if (at.empty()) return shown(desk_page(**service, view_));
    if (at.size() == 1) return shown(cases_page(**service, view_));
    CasePages pages(**service, at[1], view_);
    if (at.size() == 2) return shown(pages.overview());
    if (at.size() == 4 && at[2] == "dokumenter" && at[3] == "hent") return given(pages.file());
    if (at.size() != 3) return not_there();
    if (at[2] == "svar") return shown(pages.answers());
    if (at[2] == "historik") return shown(pages.history());
    if (at[2] == "dokumenter") return shown(pages.documents());
    if (at[2] == "forloeb") return shown(pages.process(options_.draw != nullptr));
    if (at[2] == "forloeb.svg" && options_.draw) return given(picture(pages));
    return not_there();
  }

 private:
  Response shown(const Result<Page>& page) const {
    if (!page) return refused(*page.error());
    Response response;
    response.body = framed(*page, view_);
    return response;
  }

  Response given(Result<Response> response) const {
    return response ? std::move(*response) : refused(*response.error());
  }

  Result<Response> picture(CasePages& pages) const {
    AFTALE_TRY(const drawing::Drawing drawing, pages.drawing());
    AFTALE_TRY(std::string svg, options_.draw(drawing));
    return Response{200, "image/svg+xml", std::move(svg)};
  }

  Response refused(const Error& error) const {
    const unsigned status = status_of(error);
    const Text title = status == 404   ? Text{"Det findes ikke", "It is not there"}
                       : status == 403 ? Text{"Det kan ikke vises", "It cannot be shown"}
                       : status == 400 ? Text{"Adressen kan ikke bruges", "The address cannot be used"}
                                       : Text{"Det gik galt", "Something went wrong"};
    return {status, "text/html; charset=utf-8", error_page(title, error.findings, view_)};
  }

  Response not_there() const {
    const Diagnostic finding{"unknown-page",
                             Severity::error,
                             {"Der er ingen side på den adresse. Begynd ved sagerne",
                              "There is no page at that address. Begin with the cases"},
                             {},
                             {}};
    return refused(Error{Error::Kind::not_found, {finding}});
  }

  const OpenService& open_;
  const SiteOptions& options_;
  const View& view_;
};

/// As long for a name that begins right as for any other of its length.
bool is_same(const std::string& given, const std::string& wanted) {
  if (given.size() != wanted.size()) return false;
  unsigned char different = 0;
  for (std::size_t n = 0; n < given.size(); ++n)
    different = static_cast<unsigned char>(
        different | (static_cast<unsigned char>(given[n]) ^ static_cast<unsigned char>(wanted[n])));
  return different == 0;
}

/// Says nothing of what is here.
Response nothing_for_you(unsigned status, const char* why) {
  return {status, "text/plain; charset=utf-8", why};
}

}  // namespace

Response Site::answer(const Request& request) const {
  std::optional<Target> target = read_target(request.target);
  if (!target) return nothing_for_you(400, "Adressen kan ikke læses / The address cannot be read\n");
  if (!options_.base.empty()) {
    if (target->segments.empty() || !is_same(target->segments.front(), options_.base))
      return nothing_for_you(404, "Brug adressen, som programmet skrev / Use the address that the program printed\n");
    target->segments.erase(target->segments.begin());
  }
  const std::string named = target->value("lang");
  const bool is_named = named == "da" || named == "en";
  const Language language = is_named ? (named == "da" ? Language::da : Language::en)
                                     : language_of(request.accept_language, options_.language);
  const View view{language, is_named, options_.base, options_.zone, *target};
  return Answering(open_, options_, view).answer();
}

}  // namespace aftale::web
