#include "apps/aftaled/check_people.h"

#include <pwd.h>

#include <map>

namespace aftale::daemon {
namespace {

constexpr std::size_t kBufferBytes = 65'536;

std::optional<uid_t> number_of(const std::string& user) {
  std::vector<char> buffer(kBufferBytes);
  passwd entry{};
  passwd* found = nullptr;
  const bool known = ::getpwnam_r(user.c_str(), &entry, buffer.data(), buffer.size(), &found) == 0 && found;
  return known ? std::optional(found->pw_uid) : std::nullopt;
}

class Check {
 public:
  explicit Check(const Config& config) : people_(config.people) {}

  std::vector<Diagnostic> run() {
    for (const cases::Person& person : people_) {
      if (!person.user.empty()) look_at_user(person);
    }
    return std::move(findings_);
  }

 private:
  void add(const char* code, const Span& at, Text message) {
    findings_.push_back({code, Severity::error, std::move(message), at, {}});
  }

  void look_at_user(const cases::Person& person) {
    const std::string& user = person.user;
    const std::string name = person.id.empty() ? user : person.id;
    if (!person.id.empty()) {
      const auto [had, fresh] = names_.try_emplace(user, person.id);
      if (!fresh && had->second != person.id) {
        add("two-names", person.at,
            {user + " hedder både " + had->second + " og " + person.id + "; journalen kender ham kun som " +
                 had->second + ". Skriv ét navn under person",
             user + " is called both " + had->second + " and " + person.id + "; the journal knows him as " +
                 had->second + " alone. Write one name under person"});
        return;
      }
    }
    const auto [first, is_first] = users_.try_emplace(name, user);
    if (!is_first && first->second != user) {
      add("one-name", person.at,
          {first->second + " og " + user + " står begge i journalen som " + name +
               " og regnes for én person, også hvor to skal til. Giv hver sit navn under person",
           first->second + " and " + user + " both stand in the journal as " + name +
               " and count as one person, also where two are needed. Give each a name of its own under person"});
    }
    const std::optional<uid_t> number = number_of(user);
    if (!number) return;
    const auto [same, is_new] = numbers_.try_emplace(*number, user);
    if (!is_new && same->second != user) {
      const std::string uid = std::to_string(*number);
      add("one-number", person.at,
          {same->second + " og " + user + " har samme brugernummer (" + uid +
               ") på maskinen og er én person for aftaled",
           same->second + " and " + user + " have the same number (" + uid +
               ") on this machine and are one person to "
               "aftaled"});
    }
  }

  const cases::People& people_;
  std::map<std::string, std::string> names_;  ///< user -> his name in the journal
  std::map<std::string, std::string> users_;  ///< name in the journal -> user
  std::map<uid_t, std::string> numbers_;
  std::vector<Diagnostic> findings_;
};

}  // namespace

std::vector<Diagnostic> check_people(const Config& config) {
  return Check(config).run();
}

}  // namespace aftale::daemon
