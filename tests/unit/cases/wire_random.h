#pragma once
#include <cstring>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/cases/journal.h"
#include "engine/cases/move.h"
#include "engine/cases/service.h"

/// Values of every struct that crosses the wire, made up and compared member by member. The members are not named: a
/// struct that gets one more does not compile here until its number is raised, and then it is looked at.
namespace aftale::cases::wire_test {

template <class T>
inline constexpr int kMembers = -1;
// clang-format off
template <> inline constexpr int kMembers<Span> = 4;
template <> inline constexpr int kMembers<Diagnostic> = 6;
template <> inline constexpr int kMembers<Error> = 2;
template <> inline constexpr int kMembers<records::CaseRow> = 13;
template <> inline constexpr int kMembers<records::BranchRow> = 18;
template <> inline constexpr int kMembers<records::WorkItemRow> = 25;
template <> inline constexpr int kMembers<records::DocumentRow> = 9;
template <> inline constexpr int kMembers<records::OutboxRow> = 20;
template <> inline constexpr int kMembers<records::JournalRow> = 16;
template <> inline constexpr int kMembers<records::ItemWithCase> = 3;
template <> inline constexpr int kMembers<CaseSummary> = 6;
template <> inline constexpr int kMembers<StatusAllAnswer> = 1;
template <> inline constexpr int kMembers<Matrix::Cell> = 7;
template <> inline constexpr int kMembers<Matrix::Row> = 4;
template <> inline constexpr int kMembers<Matrix> = 7;
template <> inline constexpr int kMembers<Matrix::Totals> = 10;
template <> inline constexpr int kMembers<StatusOfAnswer> = 3;
template <> inline constexpr int kMembers<ItemsAnswer> = 3;
template <> inline constexpr int kMembers<DueLine> = 4;
template <> inline constexpr int kMembers<ShowAnswer> = 18;
template <> inline constexpr int kMembers<Minuted> = 11;
template <> inline constexpr int kMembers<FetchAnswer> = 4;
template <> inline constexpr int kMembers<Fetch> = 5;
template <> inline constexpr int kMembers<HistoryAnswer> = 3;
template <> inline constexpr int kMembers<HistoryAnswer::Entry> = 5;
template <> inline constexpr int kMembers<FileHistoryAnswer> = 2;
template <> inline constexpr int kMembers<OutboxAnswer> = 2;
template <> inline constexpr int kMembers<OutboxAnswer::Row> = 2;
template <> inline constexpr int kMembers<AuditAnswer> = 5;
template <> inline constexpr int kMembers<AuditAnswer::Finding> = 3;
template <> inline constexpr int kMembers<PossibleAnswer> = 4;
template <> inline constexpr int kMembers<machine::Offer> = 8;
template <> inline constexpr int kMembers<ExplainAnswer> = 1;
template <> inline constexpr int kMembers<ExplainAnswer::Line> = 2;
template <> inline constexpr int kMembers<ExportAnswer> = 4;
template <> inline constexpr int kMembers<CalendarDay> = 12;
template <> inline constexpr int kMembers<CalendarAnswer> = 2;
template <> inline constexpr int kMembers<Answer> = 5;
template <> inline constexpr int kMembers<machine::Actor> = 5;
template <> inline constexpr int kMembers<Command> = 6;
template <> inline constexpr int kMembers<OpenCase> = 2;
template <> inline constexpr int kMembers<RenewCase> = 3;
template <> inline constexpr int kMembers<SendEvent> = 3;
template <> inline constexpr int kMembers<RecordDecision> = 12;
template <> inline constexpr int kMembers<machine::Votes> = 5;
template <> inline constexpr int kMembers<AttachDocument> = 4;
template <> inline constexpr int kMembers<AttachDocument::Reference> = 2;
template <> inline constexpr int kMembers<machine::Freeze> = 1;
template <> inline constexpr int kMembers<machine::Suspend> = 1;
template <> inline constexpr int kMembers<machine::Resume> = 1;
template <> inline constexpr int kMembers<machine::Withdraw> = 1;
template <> inline constexpr int kMembers<machine::Correct> = 2;
template <> inline constexpr int kMembers<Receipt> = 4;
template <> inline constexpr int kMembers<Receipt::Entry> = 3;
template <> inline constexpr int kMembers<Advanced> = 6;
template <> inline constexpr int kMembers<Advanced::Fired> = 5;
template <> inline constexpr int kMembers<Move> = 10;
template <> inline constexpr int kMembers<Moved> = 5;
template <> inline constexpr int kMembers<Moved::Verdict> = 9;
template <> inline constexpr int kMembers<machine::MoveChange> = 5;
template <> inline constexpr int kMembers<model::Source> = 5;
template <> inline constexpr int kMembers<StatusAll> = 2;
template <> inline constexpr int kMembers<StatusOf> = 3;
template <> inline constexpr int kMembers<ItemsOf> = 2;
template <> inline constexpr int kMembers<Due> = 2;
template <> inline constexpr int kMembers<Overdue> = 2;
template <> inline constexpr int kMembers<Show> = 3;
template <> inline constexpr int kMembers<History> = 4;
template <> inline constexpr int kMembers<Outbox> = 3;
template <> inline constexpr int kMembers<records::JournalHead> = 2;
template <> inline constexpr int kMembers<WaitingLine> = 4;
template <> inline constexpr int kMembers<Audit> = 2;
template <> inline constexpr int kMembers<Possible> = 2;
template <> inline constexpr int kMembers<Explain> = 3;
template <> inline constexpr int kMembers<Export> = 2;
template <> inline constexpr int kMembers<Calendar> = 1;
template <> inline constexpr int kMembers<Preview> = 3;
template <> inline constexpr int kMembers<PreviewAnswer> = 4;
template <> inline constexpr int kMembers<Draw> = 5;
template <> inline constexpr int kMembers<Situation> = 3;
template <> inline constexpr int kMembers<SituationAnswer> = 6;
template <> inline constexpr int kMembers<SituationAnswer::Paragraph> = 2;
template <> inline constexpr int kMembers<SituationAnswer::Receiver> = 2;
template <> inline constexpr int kMembers<SituationAnswer::Coming> = 7;
template <> inline constexpr int kMembers<SituationAnswer::Next> = 4;
template <> inline constexpr int kMembers<DrawAnswer> = 2;
template <> inline constexpr int kMembers<drawing::Drawing> = 7;
template <> inline constexpr int kMembers<drawing::Box> = 10;
template <> inline constexpr int kMembers<drawing::Edge> = 8;
template <> inline constexpr int kMembers<drawing::Cluster> = 4;
template <> inline constexpr int kMembers<drawing::Line> = 2;
template <> inline constexpr int kMembers<PreviewMessage> = 16;
template <> inline constexpr int kMembers<AsOf> = 2;
template <> inline constexpr int kMembers<IfStruck> = 3;
template <> inline constexpr int kMembers<CorrectionAnswer> = 6;
template <> inline constexpr int kMembers<CorrectionAnswer::Difference> = 3;
template <> inline constexpr int kMembers<CorrectionAnswer::Message> = 5;
template <> inline constexpr int kMembers<WhoAmI> = 1;
template <> inline constexpr int kMembers<Can> = 3;
template <> inline constexpr int kMembers<CanAnswer> = 6;
template <> inline constexpr int kMembers<machine::Permission> = 13;
template <> inline constexpr int kMembers<WhoAmIAnswer> = 1;
template <> inline constexpr int kMembers<Identity> = 2;
template <> inline constexpr int kMembers<GivenRole> = 2;

template <class T>
auto members(T& t) {
  constexpr int kCount = kMembers<std::remove_const_t<T>>;
  static_assert(kCount >= 0, "how many members has it?");
  if constexpr (kCount == 0) return std::tie();
  if constexpr (kCount == 1) { auto& [a] = t; return std::tie(a); }
  if constexpr (kCount == 2) { auto& [a, b] = t; return std::tie(a, b); }
  if constexpr (kCount == 3) { auto& [a, b, c] = t; return std::tie(a, b, c); }
  if constexpr (kCount == 4) { auto& [a, b, c, d] = t; return std::tie(a, b, c, d); }
  if constexpr (kCount == 5) { auto& [a, b, c, d, e] = t; return std::tie(a, b, c, d, e); }
  if constexpr (kCount == 6) { auto& [a, b, c, d, e, f] = t; return std::tie(a, b, c, d, e, f); }
  if constexpr (kCount == 7) { auto& [a, b, c, d, e, f, g] = t; return std::tie(a, b, c, d, e, f, g); }
  if constexpr (kCount == 8) { auto& [a, b, c, d, e, f, g, h] = t; return std::tie(a, b, c, d, e, f, g, h); }
  if constexpr (kCount == 9) { auto& [a, b, c, d, e, f, g, h, i] = t; return std::tie(a, b, c, d, e, f, g, h, i); }
  if constexpr (kCount == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = t; return std::tie(a, b, c, d, e, f, g, h, i, j);
  }
  if constexpr (kCount == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = t; return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  }
  if constexpr (kCount == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = t; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
  }
  if constexpr (kCount == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = t; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
  }
  if constexpr (kCount == 14) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  }
  if constexpr (kCount == 15) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
  }
  if constexpr (kCount == 16) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
  }
  if constexpr (kCount == 17) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q);
  }
  if constexpr (kCount == 18) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  }
  if constexpr (kCount == 20) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, u] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, u);
  }
  if constexpr (kCount == 25) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, u, v, w, x, y, z] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, u, v, w, x, y, z);
  }
}
// clang-format on

template <class T, template <class...> class Of>
inline constexpr bool kIs = false;
template <template <class...> class Of, class... Parts>
inline constexpr bool kIs<Of<Parts...>, Of> = true;

template <class T>
inline constexpr bool kPlain =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Text> ||
    std::is_same_v<T, time::CivilDate> || std::is_same_v<T, time::Instant> || std::is_same_v<T, Digest> ||
    std::is_same_v<T, RequestId> || std::is_same_v<T, CaseId> || std::is_same_v<T, records::Facts>;

template <class T>
bool same(const T& left, const T& right) {
  if constexpr (kPlain<T>) {
    return left == right;
  } else if constexpr (std::is_same_v<T, const char*>) {
    return std::strcmp(left, right) == 0;
  } else if constexpr (std::is_same_v<T, ErrorPtr>) {
    return wire_test::same(*left, *right);
  } else if constexpr (kIs<T, std::vector>) {
    if (left.size() != right.size()) return false;
    for (std::size_t n = 0; n < left.size(); ++n) {
      if (!wire_test::same(left[n], right[n])) return false;
    }
    return true;
  } else if constexpr (kIs<T, std::optional>) {
    return left.has_value() == right.has_value() && (!left || wire_test::same(*left, *right));
  } else if constexpr (kIs<T, tl::expected>) {
    return left.has_value() == right.has_value() &&
           (left ? wire_test::same(*left, *right) : wire_test::same(left.error(), right.error()));
  } else if constexpr (kIs<T, std::pair>) {
    return wire_test::same(left.first, right.first) && wire_test::same(left.second, right.second);
  } else if constexpr (kIs<T, std::variant>) {
    if (left.index() != right.index()) return false;
    return std::visit(
        [&](const auto& one) { return wire_test::same(one, std::get<std::decay_t<decltype(one)>>(right)); }, left);
  } else {
    const auto rights = members(right);
    return std::apply(
        [&](const auto&... ones) {
          return std::apply([&](const auto&... others) { return (wire_test::same(ones, others) && ...); }, rights);
        },
        members(left));
  }
}

/// What may be there: nothing, everything, or now this and now that.
enum class Amount { none, all, some };

class Random {
 public:
  /// `bytes`: texts need not be UTF-8.
  Random(std::uint64_t seed, Amount amount, bool bytes) : engine_(seed), amount_(amount), bytes_(bytes) {}

  template <class T>
  T make() {
    T value{};
    fill(value);
    return value;
  }
  template <class T>
  void fill(T& value) {
    if constexpr (kIs<T, std::vector>) {
      value.resize(amount_ == Amount::none ? 0 : amount_ == Amount::all ? 2 : below(4));
      for (auto& item : value) fill(item);
    } else if constexpr (kIs<T, std::optional>) {
      value.reset();
      if (there()) fill(value.emplace());
    } else if constexpr (kIs<T, std::pair>) {
      fill(value.first);
      fill(value.second);
    } else if constexpr (kIs<T, std::variant>) {
      alternative(value, below(std::variant_size_v<T>), std::make_index_sequence<std::variant_size_v<T>>());
    } else if constexpr (kPlain<T> || std::is_same_v<T, const char*>) {
      plain(value);
    } else {
      std::apply([&](auto&... ones) { (fill(ones), ...); }, members(value));
      fit(value);
    }
  }
  /// The alternative `number`, filled.
  template <class Variant>
  Variant make(std::size_t number) {
    Variant value;
    alternative(value, number, std::make_index_sequence<std::variant_size_v<Variant>>());
    return value;
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  std::int64_t number() {
    if (amount_ == Amount::none) return 0;
    const auto any = static_cast<std::int64_t>(engine_());
    return below(2) ? any : any % 1000;
  }
  bool there() { return amount_ == Amount::all || (amount_ == Amount::some && below(2) == 0); }

  template <class Variant, std::size_t... Numbers>
  void alternative(Variant& variant, std::size_t number, std::index_sequence<Numbers...>) {
    static_cast<void>(((number == Numbers && (fill(variant.template emplace<Numbers>()), true)) || ...));
  }

  void plain(bool& truth) { truth = there(); }
  void plain(std::int64_t& count) { count = number(); }
  void plain(std::uint32_t& count) { count = static_cast<std::uint32_t>(number()); }
  void plain(std::uint64_t& count) { count = static_cast<std::uint64_t>(number()) >> 1U; }
  void plain(int& count) { count = static_cast<int>(number()); }
  void plain(CaseId& id) { id.value = number(); }
  void plain(Digest& digest) {
    for (auto& byte : digest.bytes) byte = static_cast<std::uint8_t>(number());
  }
  void plain(RequestId& id) {
    for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(number());
  }
  void plain(time::CivilDate& date) { date = time::CivilDate::from_days(number() % (below(4) ? 40'000 : 300'000'000)); }
  void plain(time::Instant& at) { at.micros = number() / (below(2) ? 1 : 200'000); }
  void plain(const char*& code) {
    static constexpr const char* kCodes[] = {"guard-false", "no-open-step", "x"};
    code = amount_ == Amount::none ? "" : kCodes[below(std::size(kCodes))];
  }
  void plain(Text& text) {
    plain(text.da);
    plain(text.en);
  }
  void plain(std::string& text) {
    static const std::string kPieces[] = {"a",    "æøå",  "\"",   "\\",          "\n",
                                          "日本", "😀",    "/",    "\u2028",      std::string(1, '\0'),
                                          "{}",   "\xff", "\xc3", "\xed\xa0\x80"};
    text.clear();
    if (!there()) return;
    for (std::size_t n = 1 + below(5); n > 0; --n) text += kPieces[below(std::size(kPieces) - (bytes_ ? 0 : 3))];
  }
  void plain(Matrix::Mark& mark) { mark = static_cast<Matrix::Mark>(below(10)); }
  void plain(SituationAnswer::About& about) { about = static_cast<SituationAnswer::About>(below(5)); }
  void plain(SituationAnswer::Coming::Kind& kind) { kind = static_cast<SituationAnswer::Coming::Kind>(below(7)); }
  void plain(CalendarDay::Kind& kind) { kind = static_cast<CalendarDay::Kind>(below(2)); }
  void plain(CorrectionAnswer::Message::Fate& fate) { fate = static_cast<CorrectionAnswer::Message::Fate>(below(3)); }
  void plain(Language& language) { language = static_cast<Language>(below(2)); }
  void plain(drawing::Standing& standing) { standing = static_cast<drawing::Standing>(below(4)); }
  void plain(drawing::Line::Role& role) { role = static_cast<drawing::Line::Role>(below(5)); }
  void plain(drawing::Box::Kind& kind) { kind = static_cast<drawing::Box::Kind>(below(9)); }
  void plain(drawing::Box::Tone& tone) { tone = static_cast<drawing::Box::Tone>(below(3)); }
  void plain(drawing::Edge::Kind& kind) { kind = static_cast<drawing::Edge::Kind>(below(4)); }
  void plain(drawing::Cluster::Kind& kind) { kind = static_cast<drawing::Cluster::Kind>(below(4)); }
  void plain(Severity& severity) { severity = static_cast<Severity>(below(3)); }
  void plain(Error::Kind& kind) { kind = static_cast<Error::Kind>(below(6)); }
  void plain(machine::MoveChange::Kind& kind) {
    kind = static_cast<machine::MoveChange::Kind>(below(machine::MoveChange::kKinds));
  }
  void plain(machine::Proof& proof) { proof = static_cast<machine::Proof>(below(4)); }
  void plain(lifecycle::CaseStatus& status) { status = static_cast<lifecycle::CaseStatus>(below(6)); }
  void plain(lifecycle::BranchStatus& status) { status = static_cast<lifecycle::BranchStatus>(below(5)); }
  void plain(lifecycle::ItemStatus& status) { status = static_cast<lifecycle::ItemStatus>(below(3)); }
  void plain(lifecycle::DeliveryStatus& status) { status = static_cast<lifecycle::DeliveryStatus>(below(6)); }
  void plain(records::SupersededBy& by) { by = static_cast<records::SupersededBy>(below(5)); }
  void plain(records::Facts&) {}  // follow from their JSON
  void plain(model::SourceKind& kind) { kind = static_cast<model::SourceKind>(below(6)); }

  /// Mostly JSON as our writer makes it; else as others do, or something else.
  void json(std::string& text) {
    static const std::string kTexts[] = {"{}",
                                         R"({"at":"a/b","n":[1,2.50,-0,1E+3,null,true]})",
                                         R"("æ\u0000")",
                                         "null",
                                         "[ 1 ]",
                                         R"("\u0061")",
                                         R"({"a":1,"a":2})",
                                         "{",
                                         std::string(40, '[') + std::string(40, ']')};
    if (below(4)) text = kTexts[below(std::size(kTexts))];
  }

  template <class T>
  void fit(T&) {}
  void fit(records::BranchRow& row) {
    if (row.no == 0) row.no = 1;
  }
  void fit(records::OutboxRow& row) {
    std::string facts;
    json(facts);
    row.case_key.clear();
    records::read_facts(row, facts);
  }
  void fit(records::JournalRow& row) {
    row.kind = static_cast<std::int64_t>(1 + below(10));
    json(row.proof);
    if (row.proof.size() < 3 || row.proof.back() != '}') row.command.reset();  // which is a member of an object
    json(row.input);
    json(row.outcome);
  }
  void fit(HistoryAnswer::Entry& entry) {
    if (entry.struck_by == 0) entry.struck = {};
  }
  void fit(FileHistoryAnswer& answer) {
    for (HistoryAnswer::Entry& entry : answer.entries) {
      entry.struck_by = 0;
      entry.struck = {};
      entry.row.kind = there() ? kConfigured : kAdvanced;
      entry.row.effective.reset();
      entry.row.request = {};
      entry.row.case_id = {};
    }
  }
  void fit(Fetch& asked) {
    if (asked.from < 0) asked.from = -(asked.from + 1);
  }
  void fit(Receipt::Entry& entry) { json(entry.outcome); }
  /// Places are in the drawing, or nowhere.
  void fit(drawing::Drawing& drawing) {
    const auto some = [&](std::size_t& at, std::size_t count) {
      at = count > 0 && there() ? below(count) : drawing::kNowhere;
    };
    for (drawing::Box& box : drawing.boxes) some(box.cluster, drawing.clusters.size());
    if (drawing.boxes.empty()) drawing.edges.clear();
    for (drawing::Edge& edge : drawing.edges) {
      edge.from = below(drawing.boxes.size());
      edge.to = below(drawing.boxes.size());
      some(edge.from_cluster, drawing.clusters.size());
      some(edge.to_cluster, drawing.clusters.size());
    }
    for (std::size_t at = 0; at < drawing.clusters.size(); ++at) some(drawing.clusters[at].parent, at);
  }
  void fit(Answer& answer) { answer.not_shown = std::abs(answer.not_shown % 1000); }
  void fit(Error& error) {
    if (error.findings.empty()) error.findings.emplace_back();
  }
  void fit(Matrix& matrix) {
    matrix.columns.resize(matrix.column_ids.size());
    for (Matrix::Row& row : matrix.rows) row.cells.resize(matrix.column_ids.size());
  }
  void fit(ItemsAnswer& answer) { answer.owners.resize(answer.items.size()); }
  void fit(PossibleAnswer& answer) { answer.places.resize(answer.offers.size()); }
  void fit(CanAnswer& answer) { answer.places.resize(answer.permissions.size()); }
  void fit(ShowAnswer& answer) {
    answer.value_titles.resize(answer.values.size());
    if (!answer.branches.empty() && there()) answer.branches.front().no = 0;
    for (auto* named : {&answer.values, &answer.result}) {
      for (std::size_t n = 0; n < named->size(); ++n) (*named)[n].first = "name" + std::to_string(n);
    }
  }
  void fit(ExportAnswer& answer) {
    for (HistoryAnswer& history : answer.histories) history.more = false;
    answer.histories.resize(answer.cases.size());
    answer.statuses.resize(answer.cases.size());
    for (std::size_t n = 0; n < answer.cases.size(); ++n) {
      answer.histories[n].row = answer.cases[n].summary.row;
      answer.statuses[n].summary = answer.cases[n].summary;
    }
  }
  void fit(Command& command) { command.actor = {}; }
  void fit(History& asked) {
    asked.after = static_cast<std::int64_t>(below(1'000'000));
    asked.limit = static_cast<std::int64_t>(1 + below(limits::kHistoryEntriesMax));
  }
  void fit(Possible& asked) { asked.actor = {}; }
  void fit(Can& asked) { asked.actor = {}; }
  void fit(WhoAmI& asked) { asked.identity = {}; }
  void fit(WhoAmIAnswer& answer) {
    answer.identity.actor.user.clear();
    answer.identity.actor.uid.reset();
    answer.identity.actor.roles.clear();
    for (const GivenRole& given : answer.identity.roles) answer.identity.actor.roles.push_back(given.role);
  }

  std::mt19937_64 engine_;
  Amount amount_;
  bool bytes_;
};

}  // namespace aftale::cases::wire_test
