#include "adapters/sqlite/errors.h"

#include "adapters/sqlite/raw.h"

namespace aftale::sqlite {

ErrorPtr make_error(Error::Kind kind, const char* code, Text message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  return std::make_shared<const Error>(Error{kind, {std::move(diagnostic)}});
}

ErrorPtr error_of(const SQLite::Exception& exception, const std::string& path, bool committing) {
  const std::string detail = std::string(" (") + exception.what() + ")";
  switch (trouble_of(exception)) {
    case Trouble::busy:
      return make_error(Error::Kind::unavailable, "busy",
                        {"En anden kommando skriver i " + path + " lige nu. Prøv igen om lidt" + detail,
                         "Another command is writing to " + path + " right now. Try again in a moment" + detail});
    case Trouble::full:
      return make_error(
          Error::Kind::unavailable, "disk-full",
          {"Disken er fuld, så intet blev gemt i " + path + ". Skaf plads, og gentag kommandoen" + detail,
           "The disk is full, so nothing was saved in " + path + ". Make room and repeat the command" + detail});
    case Trouble::not_writable:
      return make_error(
          Error::Kind::unavailable, "not-writable",
          {"Der kan ikke læses og skrives i " + path + ". Se efter rettigheder på filen og dens mappe" + detail,
           path + " cannot be read and written. Check the permissions of the file and its folder" + detail});
    case Trouble::damaged:
      return make_error(
          Error::Kind::damaged, "damaged",
          {"Databasen " + path + " er beskadiget. Gem en kopi af filen, og gendan den seneste sikkerhedskopi" + detail,
           "The database " + path + " is damaged. Keep a copy of the file and restore the latest backup" + detail});
    case Trouble::constraint:
      return make_error(Error::Kind::unavailable, "conflict",
                        {"Sagen blev ændret af en anden imens. Prøv igen" + detail,
                         "The case was changed by somebody else meanwhile. Try again" + detail});
    case Trouble::other:
      break;
  }
  if (committing) {
    return make_error(
        Error::Kind::unknown_outcome, "unknown-outcome",
        {"Disken svigtede, mens der blev gemt i " + path +
             ", så det er uvist, om kommandoen blev gemt. Gentag den med samme --request-id" + detail,
         "The disk failed while saving to " + path +
             ", so it is unknown whether the command was saved. Repeat it with the same --request-id" + detail});
  }
  return make_error(
      Error::Kind::unavailable, "io-error",
      {"Der kunne ikke læses eller skrives i " + path +
           ", så intet blev gemt. Se efter, om disken er fuld eller svigter, "
           "og gentag kommandoen" +
           detail,
       path +
           " could not be read or written, so nothing was saved. See whether the disk is full or failing, and repeat "
           "the command" +
           detail});
}

}  // namespace aftale::sqlite
