"""What the cases of rounds/rounds.workflow.yaml must have done, computed from their commands alone: an implementation
of its own of deadlines, reminders on working days, and local midnights, with nothing of the engine in it."""

import dataclasses
import datetime
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Europe/Copenhagen")
DAY = datetime.timedelta(days=1)
DUE_AFTER, WARN, LATE, REST = 20, (10, 3, 1), 5, 4
OWNERS = {"north": "nord@example.dk", "east": "oest@example.dk"}
TOLD = {"syd@example.dk", "vest@example.dk", "midt@example.dk"}
SECRETARIAT = {"secretariat": "sekretariat@example.dk"}


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def at_hour(day, hour):
    return datetime.datetime.combine(day, datetime.time(hour), ZONE).astimezone(datetime.timezone.utc)


def end_of(day):
    return at_hour(day + DAY, 0)


def working_day_before(day):
    while day.weekday() >= 5:
        day -= DAY
    return day


@dataclasses.dataclass(order=True)
class Timer:
    at: datetime.datetime
    kind: str
    day: datetime.date
    moment: int = 0


class Round:
    """One case. `see` takes the entries of its journal in order and says what is wrong with each."""

    def __init__(self, key):
        self.key, self.state, self.last, self.timers = key, None, None, []
        self.due, self.reminded, self.overdue_told = None, set(), False
        self.fired = self.tally = 0
        self.rows = {}  # outbox key -> receiver
        self.listed = {}  # outbox key up to its last number -> receivers

    def enter(self, state, entered, today):
        self.state, self.timers = state, []
        if state == "asked":
            self.arm(entered, today)
        elif state == "late":
            self.listed[f"{self.key}#{self.revision}"] = TOLD
            self.timers = [Timer(end_of(entered + LATE * DAY), "timed", entered + LATE * DAY)]
        elif state == "resting":
            self.timers = [Timer(end_of(entered + REST * DAY), "timed", entered + REST * DAY)]

    def arm(self, entered, today):
        due = entered + DUE_AFTER * DAY
        if due != self.due:
            self.due, self.reminded, self.overdue_told = due, set(), False
        days = []
        for moment, before in enumerate(WARN):
            day = working_day_before(due - before * DAY)
            if day < today or day in days:
                self.reminded.add(moment)
            if moment not in self.reminded:
                days.append(day)
                self.timers.append(Timer(at_hour(day, 8), "remind", day, moment))
        self.timers.append(Timer(end_of(due), "overdue", due))

    def tell(self, what, whom):
        for name, contact in whom.items():
            self.rows[f"{self.key}|asked|reply|{self.due}|{what}|{name}"] = contact

    def fire(self, timer):
        self.timers.remove(timer)
        self.fired += 1
        today = max(timer.at, self.last).astimezone(ZONE).date()
        if timer.kind == "remind":
            self.reminded.add(timer.moment)
            self.tell(f"P{WARN[timer.moment]}D", OWNERS)
        elif timer.kind == "overdue":
            if not self.overdue_told:
                self.tell("overdue", {**OWNERS, **SECRETARIAT})
            self.overdue_told = True
            self.enter("late", today, today)
        else:
            self.enter("resting" if self.state == "late" else "asked", today, today)

    def command(self, entry, at):
        today = at.astimezone(ZONE).date()
        entered = datetime.date.fromisoformat(entry["effective"]) if entry["effective"] else today
        event = entry["input"].get("event") or entry["kind"]
        if event == "open":
            self.enter("asked", entered, today)
        elif event == "answered":
            self.enter("resting", entered, today)
        elif event == "record":
            self.enter("asked", entered, today)
        elif event == "closed":
            self.enter("closed", entered, today)
        elif event == "told":
            self.listed[f"{self.key}#{self.revision}"] = TOLD
        elif event == "counted":
            self.tally += 1
        else:
            return [f"{self.key} #{self.revision}: nobody gave {event}"]
        return []

    def see(self, entry):
        at, self.revision = instant(entry["at"]), entry["revision"]
        name = f"{self.key} #{self.revision}"
        self.last = self.last or at
        wrong = [] if at >= self.last else [f"{name}: the case went back in time"]
        next_one = min(self.timers, default=None)
        if entry["kind"] != "fire":
            if next_one and next_one.at <= at:
                wrong.append(f"{name}: {entry['kind']} came before {next_one}, which was due")
            wrong += self.command(entry, at)
        else:
            given = entry["input"]
            found = (at, given["kind"], given["date"], given.get("moment", 0))
            expected = next_one and (max(next_one.at, self.last), next_one.kind, str(next_one.day), next_one.moment)
            if found != expected:
                return wrong + [f"{name}: fired {found}, expected {expected}"]
            self.fire(next_one)
        self.last = at
        return wrong

    def left(self, until):
        """What was due and never fired."""
        return [f"{self.key}: {timer} was never fired" for timer in self.timers if timer.at <= until]
