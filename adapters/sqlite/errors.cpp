#include "adapters/sqlite/errors.h"

#include <cstring>

#include "adapters/sqlite/raw.h"

namespace aftale::sqlite {
namespace {

using Kind = Error::Kind;

std::string system_reason(int number) {
  return std::strerror(number);  // NOLINT(concurrency-mt-unsafe): glibc's is safe for known numbers
}

ErrorPtr damaged(const std::string& path, std::uint32_t page, const std::string& detail) {
  const Text where = page == 0 ? Text{"Databasen " + path + " er beskadiget", "The database " + path + " is damaged"}
                               : Text{"Side " + std::to_string(page) + " i databasen " + path + " er beskadiget",
                                      "Page " + std::to_string(page) + " of the database " + path + " is damaged"};
  return make_error(
      Kind::damaged, "damaged",
      {where.da + ". Gem en kopi af filen, se skaden med aftale audit, og gendan den seneste sikkerhedskopi" + detail,
       where.en + ". Keep a copy of the file, see the damage by aftale audit, and restore the latest backup" + detail});
}

// `detail`: what SQLite or the system says, in parentheses.
ErrorPtr error_of(Trouble trouble, const std::string& path, std::uint32_t page, const std::string& detail) {
  switch (trouble) {
    case Trouble::busy:
      return make_error(Kind::unavailable, "busy",
                        {"En anden kommando skriver i " + path + " lige nu. Prøv igen om lidt" + detail,
                         "Another command is writing to " + path + " right now. Try again in a moment" + detail});
    case Trouble::full:
      return make_error(
          Kind::unavailable, "disk-full",
          {"Disken er fuld, så intet blev gemt i " + path + ". Skaf plads, og gentag kommandoen" + detail,
           "The disk is full, so nothing was saved in " + path + ". Make room and repeat the command" + detail});
    case Trouble::not_writable:
      return make_error(
          Kind::unavailable, "not-writable",
          {"Der kan ikke læses og skrives i " + path + ". Se efter rettigheder på filen og dens mappe" + detail,
           path + " cannot be read and written. Check the permissions of the file and its folder" + detail});
    case Trouble::read_only:
      return make_error(
          Kind::unavailable, "not-writable",
          {"Disken med " + path + " kan kun læses. Få den gjort skrivbar, eller angiv en anden fil med --db" + detail,
           "The disk of " + path + " is read-only. Have it made writable, or name another file with --db" + detail});
    case Trouble::too_many_files:
      return make_error(Kind::unavailable, "too-many-files",
                        {"Der er for mange filer åbne på én gang, så " + path +
                             " ikke kunne åbnes. Luk andre programmer, eller hæv grænsen, og prøv igen" + detail,
                         "Too many files are open at once, so " + path +
                             " could not be opened. Close other programs or raise the limit, and try again" + detail});
    case Trouble::no_memory:
      return make_error(
          Kind::unavailable, "out-of-memory",
          {"Der er ikke hukommelse nok til at bruge " + path + ". Luk andre programmer, og prøv igen" + detail,
           "There is not enough memory to use " + path + ". Close other programs and try again" + detail});
    case Trouble::damaged:
      return damaged(path, page, detail);
    case Trouble::constraint:
      return make_error(Kind::unavailable, "conflict",
                        {"Sagen blev ændret af en anden imens. Prøv igen" + detail,
                         "The case was changed by somebody else meanwhile. Try again" + detail});
    case Trouble::unknown:
      return make_error(
          Kind::unknown_outcome, "unknown-outcome",
          {"Disken svigtede, mens der blev gemt i " + path +
               ", så det er uvist, om kommandoen blev gemt. Gentag den med samme --request-id" + detail,
           "The disk failed while saving to " + path +
               ", so it is unknown whether the command was saved. Repeat it with the same --request-id" + detail});
    case Trouble::other:
      break;
  }
  return make_error(Kind::unavailable, "io-error",
                    {"Der kunne ikke læses eller skrives i " + path +
                         ", så intet blev gemt. Se efter, om disken er fuld eller svigter, og prøv igen" + detail,
                     path +
                         " could not be read or written, so nothing was saved. See whether the disk is full or "
                         "failing, and try again" +
                         detail});
}

}  // namespace

ErrorPtr make_error(Error::Kind kind, const char* code, Text message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  return std::make_shared<const Error>(Error{kind, {std::move(diagnostic)}});
}

ErrorPtr error_of(const SQLite::Exception& exception, const std::string& path, bool committing) {
  const Failure failure = failure_of(exception, committing);
  std::string detail = std::string(" (") + exception.what();
  if (failure.number != 0) detail += ": " + system_reason(failure.number);
  // A page that is named says more than SQLite's word for it.
  return error_of(failure.trouble, path, failure.page, failure.page == 0 ? detail + ")" : std::string());
}

ErrorPtr damaged_page(const std::string& path, std::uint32_t page) {
  return damaged(path, page, {});
}

ErrorPtr cannot_use(const std::string& path, int number) {
  return error_of(trouble_of_system(number), path, 0, " (" + system_reason(number) + ")");
}

}  // namespace aftale::sqlite
