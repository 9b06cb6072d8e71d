#pragma once
#include <cstddef>
#include <cstdint>

/// Everything has a limit. Each is tested at the limit and one past it.
namespace aftale::limits {

inline constexpr std::size_t kSourceBytesMax = 1'000'000;  ///< one YAML source
inline constexpr std::size_t kNestingMax = 60;             ///< levels of a YAML source
inline constexpr std::size_t kYamlNodesMax = 100'000;      ///< nodes of one YAML source
inline constexpr std::size_t kScalarBytesMax = 100'000;    ///< one YAML scalar
inline constexpr std::size_t kStatesMax = 2'000;           ///< states of one chart
inline constexpr std::size_t kKeyBytesMax = 200;           ///< a case key or a branch key
inline constexpr std::size_t kBranchesMax = 5'000;         ///< branches of one case
inline constexpr std::size_t kMicrostepsMax = 1'000;       ///< microsteps of one macrostep (D6)
inline constexpr std::size_t kFiringsMax = 1'000;          ///< timers fired at one instant, and for each branch:
inline constexpr std::size_t kFiringsOfBranchMax = 10;     ///< these above it
inline constexpr std::size_t kFeelSteps = 1'000'000;       ///< evaluation steps of one expression
inline constexpr std::size_t kFeelDepth = 200;             ///< nesting of expressions and calls
inline constexpr std::size_t kFeelSize = 10'000'000;       ///< bytes or elements one evaluation may build
/// Work inside functions that no step counts (patterns, long texts, cells of tables) of one evaluation, in units of
/// some ten nanoseconds; and in cases opened before it was counted, whose journals must come to the same again.
inline constexpr std::size_t kFeelEffort = 10'000'000, kFeelEffortBefore = 1'000'000'000;
inline constexpr std::size_t kExpressionBytesMax = 20'000;        ///< text of one expression
inline constexpr std::size_t kAttachmentBytesMax = 25'000'000;    ///< one document version kept in the store; larger
inline constexpr std::size_t kFetchBytesMax = 8u << 20U;          ///< of a document in one answer; the rest in the next
inline constexpr std::size_t kExportFilesBytesMax = 250'000'000;  ///< documents that one export carries, in all
inline constexpr std::size_t kFileNameBytesMax = 255;             ///< the name of a document's file
inline constexpr std::size_t kReferenceBytesMax = std::size_t{1}
                                                  << 50U;   ///< ones are known by size and digest, to here
inline constexpr std::size_t kBatchCommandsMax = 256;       ///< commands of one transaction
inline constexpr std::size_t kDueCountedMax = 1'000;        ///< cases whose due dates wait are counted up to here
inline constexpr std::size_t kOutgoingMax = 256;            ///< commands to other cases that follow from one
inline constexpr std::size_t kTextBytesMax = 20'000;        ///< one remark, reason or minority statement
inline constexpr std::size_t kRemarksMax = 50;              ///< remarks of one record
inline constexpr std::size_t kEntryTextBytesMax = 65'536;   ///< all texts of one command
inline constexpr std::size_t kStepEntriesMax = 200;         ///< commands at one step while it stays open
inline constexpr std::int64_t kHistoryEntriesMax = 1'000;   ///< entries of one page of a history, and
inline constexpr std::size_t kHistoryBytesMax = 8u << 20U;  ///< bytes of them (one entry may hold more)
inline constexpr std::size_t kWireValuesMax = 100'000;      ///< JSON values of one request
inline constexpr std::size_t kWireCodesMax = 4'096;         ///< different codes of findings read from others

}  // namespace aftale::limits
