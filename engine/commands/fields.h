#pragma once
#include <cstdint>
#include <type_traits>

/// How a kind of command or input is described: `fields(visit, row)` names the members of its struct in their order,
/// once. What is made of them is the visitor's: JSON of the wire and of the journal, to write and to read, the limits
/// and the size of texts, the bytes by which a request is recognised. Members come in the order of the JSON.
namespace aftale::commands {

/// What `fields` is given: a row to be read into, or to be looked at.
template <class Visitor, class Row>
using Of = std::conditional_t<Visitor::kReads, Row, const Row>;

/// What the journal does with a text that is empty. The wire leaves out flags alone, of which an earlier program knows
/// nothing.
enum class Unsaid : std::uint8_t { written, left_out };

/// A visitor that looks at everything and does nothing: what others derive from that need some of the verbs only. A
/// reader has `kReads` true and takes what it fills.
struct Onlooker {
  static constexpr bool kReads = false;

  /// `name(key, text, unsaid)`: an address, a document, a word of minutes. It is looked up, so no text of its own.
  template <class... Told>
  void name(Told&&...) {}
  /// `text(key, text, unsaid)`: what a person writes to be read.
  template <class... Told>
  void text(Told&&...) {}
  /// `texts(key, list)`: several of them; the journal leaves an empty list out.
  template <class... Told>
  void texts(Told&&...) {}
  /// `new_key(key, text)`: the key of a case to come.
  template <class... Told>
  void new_key(Told&&...) {}
  /// `words(key, words)`: names, and what a person wrote for each.
  template <class... Told>
  void words(Told&&...) {}
  /// `values(key, values)`: inputs of the case as values; `values(key, values, event)`: the data of an event.
  template <class... Told>
  void values(Told&&...) {}
  /// `result(key, value)`: a value that nobody here has declared; null is left out.
  template <class... Told>
  void result(Told&&...) {}
  /// `bytes(key, bytes)`: a file.
  template <class... Told>
  void bytes(Told&&...) {}
  /// `maybe(key, row)`: a struct that has `fields`, or none. Its own fields are `member` alone.
  template <class... Told>
  void maybe(Told&&...) {}
  /// `member(key, value)`: a date, number or digest; an optional one that is not there is null on the wire and left
  /// out by the journal.
  template <class... Told>
  void member(Told&&...) {}
  /// `entry(key, number)`: an entry of the case's journal, numbered from 1.
  template <class... Told>
  void entry(Told&&...) {}
  /// `flag(key, truth, unsaid)`: the journal leaves out what is false.
  template <class... Told>
  void flag(Told&&...) {}
  /// `choice(key, value, names, otherwise)`: one of an enumeration's values 0, 1, 2 ...; `otherwise` where a journal
  /// has another word.
  template <class... Told>
  void choice(Told&&...) {}
  /// `versions(key, list)`: documents, each with the number of a version.
  template <class... Told>
  void versions(Told&&...) {}
};

}  // namespace aftale::commands
