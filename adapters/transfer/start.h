#pragma once

namespace aftale::transfer {

/// Starts libcurl for the whole process, once however often it is called, without SSLKEYLOGFILE of the environment, and
/// ignores SIGPIPE, since a peer that hangs up must not end us. A program with a channel of mail or webhooks calls it
/// in main, before the first thread.
void start();

}  // namespace aftale::transfer
