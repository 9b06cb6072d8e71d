#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/cases/answers.h"
#include "engine/cases/move.h"
#include "engine/cases/service.h"
#include "engine/model/definition.h"

/// What crosses between a `Service` and whoever asks it from afar, as JSON. A writer and its reader go through one
/// description of the fields (`fields`, in the wire_*.cpp), so they cannot differ: what was read is what was written,
/// field by field. Answers are written by `write_json` (answers.h), which is what `--json` prints too.
///
/// Two things do not cross. The actor: a daemon knows who calls, so it is empty in what `read_commands` and
/// `read_question` give. And bytes of an answer that are not UTF-8, which become U+FFFD, as they do on the screen;
/// those of commands, questions and sources cross as they are.
///
/// Everything read is checked: members that are missing or of the wrong kind, names that nobody knows. Members that
/// are not known are skipped: a newer program may say more. A member that may be null may also be left out.
/// Errors: refused `bad-request`, whose message names the place (`$.commands[0].request`), or `bad-json` (json.h).
/// What comes to a daemon (commands, questions, sources) holds at most limits::kWireValuesMax values, and at most
/// limits::kBatchCommandsMax commands; how long it is, is for the caller to limit. Any thread.
namespace aftale::cases {

std::string write_commands(std::span<const Command> commands);
Result<std::vector<Command>> read_commands(std::string_view json);

std::string write_receipts(std::span<const Result<Receipt>> receipts);
/// An error here is that the text cannot be read; each receipt may be an error of its own.
Result<std::vector<Result<Receipt>>> read_receipts(std::string_view json);

std::string write_question(const Question& question);
Result<Question> read_question(std::string_view json);

/// In an ExportAnswer each history and status must be about the case of the same number, as rows of one moment are:
/// what they share is written once.
Result<Answer> read_answer(std::string_view json);

std::string write_sources(const std::vector<model::Source>& sources);
Result<std::vector<model::Source>> read_sources(std::string_view json);

std::string write_advanced(const Advanced& advanced);
Result<Advanced> read_advanced(std::string_view json);

std::string write_move(const Move& order);
Result<Move> read_move_order(std::string_view json);
std::string write_moved(const Moved& moved);
Result<Moved> read_moved(std::string_view json);

/// Codes that were read are kept for as long as the program runs, since a Diagnostic holds a pointer: each once, and
/// after limits::kWireCodesMax different ones the rest are read as `other`.
std::string write_error(const ErrorPtr& error);
Result<ErrorPtr> read_error(std::string_view json);

}  // namespace aftale::cases
