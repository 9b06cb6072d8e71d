#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/commands/fingerprint.h"
#include "engine/commands/kind.h"
#include "engine/commands/limits.h"
#include "engine/commands/vocabulary.h"

/// What follows from a list of kinds, a variant of what the machine takes.
namespace aftale::commands {

template <class Inputs>
struct Kinds;

template <class... Taken>
struct Kinds<std::variant<Taken...>> {
 private:
  template <class Asked>
  static auto as_tuple() {
    if constexpr (std::is_void_v<Asked>)
      return std::tuple<>();
    else
      return std::tuple<std::type_identity<Asked>>();
  }
  template <class... Asked>
  static std::variant<Asked...> as_variant(std::tuple<std::type_identity<Asked>...>);

 public:
  /// What each says of itself; the kind with number n at n - 1.
  static constexpr std::array<Kind, sizeof...(Taken)> kAll{Taken::kKind...};
  /// What people ask for, in the order of the list.
  using Intent = decltype(as_variant(std::tuple_cat(as_tuple<typename Taken::Asked>()...)));
  /// Their names, by the number of the alternative.
  static constexpr auto kNames = [] {
    std::array<std::string_view, std::variant_size_v<Intent>> names{};
    constexpr std::array<bool, sizeof...(Taken)> asked{!std::is_void_v<typename Taken::Asked>...};
    for (std::size_t n = 0, at = 0; n < sizeof...(Taken); ++n) {
      if (asked[n]) names[at++] = kAll[n].name;
    }
    return names;
  }();
};

/// The limits of what is asked for the case `key`: those of its texts, or those that the kind has. Errors: refused.
template <class Intent>
Result<void> check_limits(const Intent& intent, const std::string& key) {
  return std::visit(
      [&](const auto& asked) -> Result<void> {
        if constexpr (requires { check(asked, key); })
          return check(asked, key);
        else
          return check_texts(asked);
      },
      intent);
}

/// How much is written in it.
template <class Intent>
std::size_t text_bytes(const Intent& intent) {
  TextBytes bytes;
  std::visit([&](const auto& asked) { fields(bytes, asked); }, intent);
  return bytes.counted();
}

/// Adds the bytes by which a request is recognised that comes again.
template <class Intent>
void add_intent(Fingerprint& fingerprint, const Intent& intent) {
  fingerprint.add(std::to_string(intent.index()));
  std::visit(
      [&](const auto& asked) {
        if constexpr (requires { add_to(fingerprint, asked); })
          add_to(fingerprint, asked);
        else
          fields(fingerprint, asked);
      },
      intent);
}

/// What it does, where the secretariat alone may: "Suspending a case".
template <class Intent>
std::optional<Text> act_of_secretariat(const Intent& intent) {
  return std::visit(
      [](const auto& asked) -> std::optional<Text> {
        if constexpr (requires { act_of(asked); })
          return act_of(asked);
        else
          return std::nullopt;
      },
      intent);
}

/// What the machine takes for it, one of `Inputs`. Errors as those of `vocabulary`.
template <class Inputs, class Intent>
Result<Inputs> taken_for(const Intent& intent, const Vocabulary& vocabulary) {
  return std::visit(
      [&](const auto& asked) -> Result<Inputs> {
        if constexpr (requires { taken(asked, vocabulary); }) {
          AFTALE_TRY(auto input, taken(asked, vocabulary));
          return Inputs(std::move(input));
        } else {
          return Inputs(asked);
        }
      },
      intent);
}

}  // namespace aftale::commands
