#pragma once
#include <chrono>
#include <cstddef>

/// What both ends of the socket agree on: HTTP/1.1, POST with a JSON body to one path a call of `cases::Service`, on a
/// Unix socket. Who calls is told by the kernel (SO_PEERCRED), never by the request.
namespace aftale::socket {

/// Raised when a client of one number could misread an answer of another; sent in the header below by both.
inline constexpr int kProtocol = 1;
inline constexpr const char* kProtocolHeader = "Aftale-Protocol";

inline constexpr const char* kExecute = "/v1/execute";
inline constexpr const char* kAsk = "/v1/ask";
inline constexpr const char* kInstall = "/v1/install";
inline constexpr const char* kAdvance = "/v1/advance";
inline constexpr const char* kMove = "/v1/move";
inline constexpr const char* kRetry = "/v1/retry";
inline constexpr const char* kBackup = "/v1/backup";  ///< answered with the bytes of the copy

inline constexpr std::size_t kHeaderBytesMax = 8u << 10u;
/// Of a request: a document in base64 and what is said of it.
inline constexpr std::size_t kRequestBytesMax = 40u << 20u;
/// What every connection may send at the same time as all others. Larger ones come in one by one: large_requests.h.
inline constexpr std::size_t kSmallRequestBytesMax = 256u << 10u;
inline constexpr std::size_t kLargeRequestsMax = 3;
/// Of answers that nobody has taken yet. Past it the connections are closed that let theirs lie longer than
/// kTakeTime.
inline constexpr std::size_t kUntakenBytesMax = 128u << 20u;
inline constexpr std::chrono::seconds kTakeTime{5};
/// Of an answer that is read into memory.
inline constexpr std::size_t kAnswerBytesMax = 512u << 20u;
inline constexpr std::size_t kConnectionsMax = 128;
/// Of them, so that one user who asks without end keeps no other from being served.
inline constexpr std::size_t kConnectionsOfUserMax = 96;
/// From the first byte of a request to its last.
inline constexpr std::chrono::seconds kRequestTime{10};
/// Between two requests of one connection.
inline constexpr std::chrono::seconds kIdleTime{30};
/// How long a client waits before it says so, for a question, for a command, and for what takes long
/// (cases::takes_long, a backup): an audit of a large file takes minutes. The daemon gives a client as long to take an
/// answer.
inline constexpr std::chrono::seconds kMentionTime{2};
inline constexpr std::chrono::seconds kQuestionTime{15};
inline constexpr std::chrono::seconds kCommandTime{60};
inline constexpr std::chrono::seconds kAnswerTime{600};

}  // namespace aftale::socket
