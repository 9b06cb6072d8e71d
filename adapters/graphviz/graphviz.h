#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/drawing/drawing.h"
#include "engine/drawing/layout.h"

/// Graphviz' program `dot`, which knows where boxes and edges go. It is asked for and not linked: who has it not still
/// has the text forms.
namespace aftale::graphviz {

/// What one run may take.
inline constexpr long kSeconds = 5;
inline constexpr std::size_t kMemoryBytes = 256U << 20U;  ///< of address space
inline constexpr std::size_t kOutputBytes = 32U << 20U;

class Graphviz {
 public:
  /// The program in the first folder of `search_path` (as PATH) that has it. Error: unavailable (`no-graphviz`), with
  /// what works without it.
  static Result<Graphviz> find(std::string_view search_path);

  /// The picture as SVG of its own: language, title and a description for who cannot see it, and not larger than an A4
  /// page, upright or across, where it is printed. Errors: unavailable (`graphviz-failed`) where the program fails or
  /// needs more than it may take.
  Result<std::string> svg(const drawing::Drawing& drawing) const;

  /// Several pictures, at least one, below each other in one SVG; as wide as an A4 page and as high as they are. Errors
  /// as those of `svg`.
  Result<std::string> sheet(const std::vector<drawing::Drawing>& drawings) const;

  /// Where everything is. Errors as those of `svg`.
  Result<drawing::Layout> layout(const drawing::Drawing& drawing) const;

 private:
  explicit Graphviz(std::string program) : program_(std::move(program)) {}
  Result<std::string> run(const std::string& form, const drawing::Drawing& drawing) const;

  std::string program_;
};

}  // namespace aftale::graphviz
