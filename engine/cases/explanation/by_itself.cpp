#include <algorithm>
#include <array>

#include "engine/cases/explanation/scene.h"

namespace aftale::cases::explanation {
namespace {

using Coming = SituationAnswer::Coming;
using Kind = Coming::Kind;

/// What a message of the program's own is, behind those who get it; a workflow's own message goes by its name.
struct Message {
  std::string_view name, danish, english;
};
constexpr std::array kMessages{
    Message{"reminder", " en påmindelse", " a reminder"},
    Message{"overdue", " at vide, at fristen er overskredet", " told that it is overdue"},
    Message{"escalated", " besked om, at svaret stadig mangler", " told that the answer is still missing"},
    Message{"lifted", " at vide, at fristen er flyttet", " told that the due date has moved"},
    Message{"undecided", " at vide, at ingen regel passer", " told that no rule holds"},
    Message{"faulted", " at vide, at sagen er stoppet", " told that the case has stopped"}};

std::string receivers(const Coming& one, const Speech& speech) {
  std::vector<std::string> names;
  for (const SituationAnswer::Receiver& receiver : one.receivers) {
    std::string name = receiver.title.empty() ? receiver.contact : speech.say(receiver.title);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return speech.names(names);
}

std::string told(const Coming& one, const std::string& when, const Speech& speech) {
  const auto known = std::find_if(kMessages.begin(), kMessages.end(),
                                  [&](const Message& message) { return message.name == one.template_name; });
  const std::string who = receivers(one, speech);
  if (speech.language == Language::da) {
    return when + " får " + who +
           (known != kMessages.end() ? std::string(known->danish) : " beskeden " + speech.quoted(one.template_name));
  }
  const bool reminds = one.template_name == "reminder";
  if (known == kMessages.end()) return when + " the message " + speech.quoted(one.template_name) + " goes to " + who;
  if (reminds) return when + " a reminder goes to " + who;
  return when + " " + who + (one.receivers.size() == 1 ? " is" : " are") + std::string(known->english);
}

/// Of the same place in many branches once: a deadline of eleven parties runs out for all.
struct Gathered {
  Coming coming;
  std::vector<Text> of;  ///< branches
};
std::vector<Gathered> gathered(const std::vector<Coming>& coming) {
  std::vector<Gathered> out;
  for (const Coming& one : coming) {
    auto same = std::find_if(out.begin(), out.end(), [&](const Gathered& had) {
      return had.coming.kind == one.kind && had.coming.date == one.date && had.coming.title == one.title &&
             one.kind != Kind::told;
    });
    if (same == out.end()) same = out.insert(out.end(), {one, {}});
    if (!one.of.empty() && std::find(same->of.begin(), same->of.end(), one.of) == same->of.end())
      same->of.push_back(one.of);
  }
  return out;
}

/// What happens, behind its day: in Danish the verb comes first.
std::string happening(const Gathered& gathered, const std::string& when, const Scene& scene, const Speech& speech) {
  const Coming& one = gathered.coming;
  const bool danish = speech.language == Language::da;
  const std::string title = speech.quoted(one.title);
  switch (one.kind) {
    case Kind::told:
      return told(one, when, speech);
    case Kind::deadline: {
      const bool own = !scene.step.empty() || one.step.find('/') == std::string::npos;
      if (danish) return when + " udløber fristen" + (own ? std::string() : " for " + title);
      return when + (own ? std::string(" the time runs out") : " the time for " + title + " runs out");
    }
    case Kind::moves: {
      std::vector<std::string> who;
      for (const Text& branch : gathered.of) who.push_back(speech.say(branch));
      if (who.empty()) who.push_back(speech.say("sagen", "the case"));
      if (danish) return when + " går " + speech.names(who) + " til " + title;
      return when + " " + speech.names(who) + (who.size() == 1 ? " goes to " : " go to ") + title;
    }
    case Kind::ends:
      return danish ? when + " slutter sagen med " + title : when + " the case ends with " + title;
    case Kind::opens:
      return danish ? when + " åbnes sagen " + speech.say(one.title)
                    : when + " the case " + speech.say(one.title) + " is opened";
    case Kind::tells:
      return danish ? when + " får sagen " + speech.say(one.title) + " besked"
                    : when + " the case " + speech.say(one.title) + " is told";
    case Kind::stops:
      return danish ? when + " stopper sagen ved en fejl: " + speech.say(one.title)
                    : when + " the case stops at a fault: " + speech.say(one.title);
  }
  return {};
}

std::string all_of_it(const Scene& scene, const std::vector<Coming>& coming, const Speech& speech) {
  std::string text = speech.say("Gør ingen noget: ", "If nobody does anything: ");
  std::optional<time::CivilDate> last;
  for (const Gathered& one : gathered(coming)) {
    const time::CivilDate day = std::max(one.coming.date, scene.today.plus_days(-1));
    const std::string when = day < scene.today ? speech.say("straks", "at once")
                             : day == last     ? speech.say("samme dag", "the same day")
                                               : speech.on(day);
    text += (last ? "; " : "") + happening(one, when, scene, speech);
    last = day;
  }
  return sentence(text);
}

}  // namespace

Sentences by_itself(const Scene& scene, const std::vector<Coming>& coming) {
  Sentences out;
  if (scene.instance.status != lifecycle::CaseStatus::running || scene.standings().empty()) return out;
  if (coming.empty()) {
    const std::optional<time::Instant> later = scene.step.empty() ? scene.instance.wake_at() : std::nullopt;
    if (later) {
      const time::CivilDate day = scene.definition.calendar.zone.date_of(*later);
      out.push_back(in_both(scene, [&](const Speech& speech) {
        return sentence(
            speech.say("gør ingen noget, sker der intet før ", "if nobody does anything, nothing happens before ") +
            speech.day(day));
      }));
      return out;
    }
    out.push_back(
        {"Gør ingen noget, sker der intet af sig selv.", "If nobody does anything, nothing happens by itself."});
    return out;
  }
  out.push_back(in_both(scene, [&](const Speech& speech) { return all_of_it(scene, coming, speech); }));
  const bool stays = scene.step.empty() && std::none_of(coming.begin(), coming.end(), [](const Coming& one) {
                       return one.kind == Kind::moves || one.kind == Kind::ends || one.kind == Kind::stops;
                     });
  if (stays) out.push_back({"Sagen bliver stående, hvor den er.", "The case stays where it is."});
  return out;
}

}  // namespace aftale::cases::explanation
