#include "adapters/socket/remote_service.h"

#include "adapters/disk/new_file.h"
#include "adapters/socket/http_client.h"
#include "adapters/socket/protocol.h"
#include "engine/base/json.h"
#include "engine/cases/wire/wire.h"

namespace aftale::socket {

namespace {

/// Nothing hangs on the answer to a question.
ErrorPtr of_question(const ErrorPtr& error) {
  if (error->kind != Error::Kind::unknown_outcome) return error;
  return fail(Error::Kind::unavailable, "no-answer",
              Text{"aftaled svarede ikke. Intet er ændret. Prøv igen om lidt, og bed ellers den driftsansvarlige se, "
                   "om aftaled er standset",
                   "aftaled did not answer. Nothing has changed. Try again in a moment, else ask the operator whether "
                   "aftaled is stopped"})
      .value();
}

}  // namespace

struct RemoteService::Parts {
  Options options;
  std::unique_ptr<HttpClient> client;

  /// The body of a success.
  Result<std::string> call(const char* path, std::string body) {
    AFTALE_TRY(HttpClient::Answer answer, client->post(path, std::move(body)));
    if (answer.status == 200) return std::move(answer.body);
    AFTALE_TRY(ErrorPtr error, cases::read_error(answer.body));
    return fail(std::move(error));
  }

  Result<std::string> command(const char* path, std::string body) {
    client->wait_for(options.patience.command);
    return call(path, std::move(body));
  }

  Result<std::string> question(const cases::Question& asked, std::chrono::milliseconds patience) {
    client->wait_for(patience);
    Result<std::string> body = call(kAsk, cases::write_question(asked));
    if (!body) return fail(of_question(body.error()));
    return body;
  }

  /// Whether anybody is there at all, before minutes are spent on waiting.
  Result<void> is_there() {
    AFTALE_TRY_VOID(question(cases::WhoAmI{}, options.patience.question));
    return {};
  }
};

RemoteService::RemoteService(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RemoteService::~RemoteService() = default;

Result<std::unique_ptr<RemoteService>> RemoteService::connect(const std::string& path, Options options) {
  auto parts = std::make_unique<Parts>();
  parts->options = std::move(options);
  const Options& kept = parts->options;
  AFTALE_TRY(parts->client, HttpClient::connect(
                                path, {kept.owner, kept.patience.question, kept.patience.mention, kept.still_waiting}));
  return std::unique_ptr<RemoteService>(new RemoteService(std::move(parts)));
}

std::vector<Result<cases::Receipt>> RemoteService::execute(std::span<const cases::Command> commands) {
  const Result<std::string> body = parts_->command(kExecute, cases::write_commands(commands));
  Result<std::vector<Result<cases::Receipt>>> receipts =
      body ? cases::read_receipts(*body) : Result<std::vector<Result<cases::Receipt>>>(fail(body.error()));
  if (receipts && receipts->size() == commands.size()) return std::move(*receipts);
  const ErrorPtr error = receipts ? fail(Error::Kind::damaged, "bad-request",
                                         Text{"aftaled svarede på noget andet, end der blev spurgt om",
                                              "aftaled answered something else than it was asked"})
                                        .value()
                                  : receipts.error();
  return std::vector<Result<cases::Receipt>>(commands.size(), fail(error));
}

Result<cases::Answer> RemoteService::ask(const cases::Question& question) {
  const bool is_long = cases::takes_long(question);
  if (is_long) AFTALE_TRY_VOID(parts_->is_there());
  const Patience& patience = parts_->options.patience;
  AFTALE_TRY(const std::string body, parts_->question(question, is_long ? patience.long_question : patience.question));
  return cases::read_answer(body);
}

Result<Digest> RemoteService::install(const std::vector<model::Source>& sources) {
  AFTALE_TRY(const std::string body, parts_->command(kInstall, cases::write_sources(sources)));
  AFTALE_TRY(const Json json, Json::parse(body));
  const std::optional<Digest> id = Digest::from_hex(json["definition"].text());
  if (id) return *id;
  return fail(Error::Kind::damaged, "bad-request",
              Text{"aftaled svarede uden definitionens id", "aftaled answered without the id of the definition"});
}

Result<cases::Advanced> RemoteService::advance(time::Instant until, std::size_t limit) {
  std::string request;
  JsonWriter(request)
      .begin_object()
      .field("until", until.rfc3339())
      .field("limit", static_cast<std::int64_t>(limit))
      .end_object();
  AFTALE_TRY(const std::string body, parts_->command(kAdvance, std::move(request)));
  return cases::read_advanced(body);
}

Result<cases::Moved> RemoteService::move(const cases::Move& order) {
  AFTALE_TRY(const std::string body, parts_->command(kMove, cases::write_move(order)));
  return cases::read_moved(body);
}

Result<void> RemoteService::retry(std::int64_t outbox_id) {
  std::string request;
  JsonWriter(request).begin_object().field("id", outbox_id).end_object();
  AFTALE_TRY_VOID(parts_->command(kRetry, std::move(request)));
  return {};
}

Result<void> RemoteService::backup(const std::string& path) {
  AFTALE_TRY(const std::unique_ptr<disk::NewFile> file, disk::NewFile::begin(path));
  AFTALE_TRY_VOID(parts_->is_there());
  parts_->client->wait_for(parts_->options.patience.long_question);
  const Result<HttpClient::Answer> answer = parts_->client->post_into(kBackup, "{}", file->part());
  if (!answer) return fail(of_question(answer.error()));
  if (answer->status != 200) {
    AFTALE_TRY(ErrorPtr error, cases::read_error(answer->body));
    return fail(std::move(error));
  }
  if (parts_->options.verify) AFTALE_TRY_VOID(parts_->options.verify(file->part()));
  return file->publish();
}

}  // namespace aftale::socket
