#pragma once
#include <yaml-cpp/eventhandler.h>

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/yaml.h"
#include "engine/loader/yaml/brackets.h"
#include "engine/loader/yaml/source_findings.h"

namespace aftale::loader {

/// Builds the tree out of yaml-cpp's events, which it trusts only for kinds, values and where they begin.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, const Brackets& brackets, Form form, std::vector<Diagnostic>& findings)
      : source_(source), brackets_(brackets), form_(form), findings_(source, findings) {}

  Node take() { return std::move(root_); }
  /// What can be read, but was hardly meant so.
  std::vector<Diagnostic> take_slips() { return findings_.take_slips(); }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override;

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { end(); }

  /// As for other errors of YAML: an alias whose anchor is unknown comes as one.
  void refuse_alias(std::size_t at);
  /// The byte that a mark stands for.
  std::size_t offset(const YAML::Mark& mark) const;

 private:
  struct Frame {
    std::size_t begin = 0;
    Node node;
    std::optional<Node> key;
    std::size_t key_end = 0;
    std::map<std::string, Span, std::less<>> seen;
  };

  bool awaits_value() const { return !stack_.empty() && stack_.back().key.has_value(); }
  bool awaits_key() const { return !stack_.empty() && stack_.back().node.is_mapping() && !stack_.back().key; }

  Around around() const;
  void count(std::size_t at);

  void begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style);
  /// `{{year}}`, `[a]: b`: a mapping or sequence as a key.
  [[noreturn]] void refuse_key(std::size_t at);
  void end();

  void add(Node node, std::size_t at);
  void place(Node node);

  const SourceText& source_;
  const Brackets& brackets_;
  Form form_;
  SourceFindings findings_;
  std::vector<Frame> stack_;
  Node root_;
  bool begun_ = false;
  std::size_t nodes_ = 0;
};

}  // namespace aftale::loader
