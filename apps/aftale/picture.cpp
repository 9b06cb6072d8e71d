#include "apps/aftale/picture.h"

#include <cstdlib>

#include "adapters/graphviz/graphviz.h"
#include "engine/drawing/bpmn.h"
#include "engine/drawing/dot.h"
#include "engine/drawing/mermaid.h"

namespace aftale::app {
namespace {

Result<graphviz::Graphviz> graphviz_here() {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody writes it
  return graphviz::Graphviz::find(path ? path : "");
}

}  // namespace

Result<Picture> picture_of(const std::string& file) {
  const std::size_t dot = file.rfind('.');
  const std::string ending = dot == std::string::npos ? std::string() : file.substr(dot);
  if (ending == ".svg") return Picture::svg;
  if (ending == ".dot" || ending == ".gv") return Picture::dot;
  if (ending == ".mmd") return Picture::mermaid;
  if (ending == ".bpmn") return Picture::bpmn;
  return fail(Error::Kind::usage, "usage",
              Text{"Filens navn skal ende på .svg, .dot, .mmd eller .bpmn: " + file,
                   "The name of the file must end in .svg, .dot, .mmd or .bpmn: " + file});
}

Result<std::string> write_picture(const drawing::Drawing& drawing, Picture picture) {
  switch (picture) {
    case Picture::dot:
      return drawing::dot(drawing);
    case Picture::mermaid:
      return drawing::mermaid(drawing);
    case Picture::svg: {
      AFTALE_TRY(const graphviz::Graphviz graphviz, graphviz_here());
      return graphviz.svg(drawing);
    }
    case Picture::bpmn: {
      AFTALE_TRY(const graphviz::Graphviz graphviz, graphviz_here());
      const drawing::BpmnForm form = drawing::bpmn_form(drawing);
      AFTALE_TRY(const drawing::Layout placed, graphviz.layout(form.drawing));
      return drawing::bpmn(form, placed);
    }
  }
  return std::string();
}

bool can_draw() {
  return graphviz_here().has_value();
}

Result<std::string> write_sheet(const std::vector<drawing::Drawing>& drawings) {
  AFTALE_TRY(const graphviz::Graphviz graphviz, graphviz_here());
  return graphviz.sheet(drawings);
}

}  // namespace aftale::app
