"""A thousand random rules of whole days, counted by us and by python-dateutil.

dateutil has 2 January 2022 in week 53, so weeks 52 and 53 are held to Python's own calendar."""

import datetime
import random
import subprocess
import sys

try:
    from dateutil import rrule
except ImportError:
    print("skipped: python3-dateutil is not installed")
    sys.exit(0)

# dateutil looks for the next day of a rare rule until then.
datetime.MAXYEAR = 2050

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
YEARS = 8
RULES = 1000


def some(pick, values, most):
    return sorted(pick.sample(values, pick.randint(1, most)))


def parts_of(pick, frequency):
    """Parts that RFC 5545 lets stand together, as name and list of words."""
    parts = {}
    if pick.random() < 0.3:
        parts["BYMONTH"] = some(pick, range(1, 13), 4)
    if frequency == "YEARLY" and "BYMONTH" not in parts and pick.random() < 0.4:
        parts["BYWEEKNO"] = some(pick, [1, 2, 20, 42, 51, -1, -2, -5], 3)
    elif frequency == "YEARLY" and "BYMONTH" not in parts and pick.random() < 0.3:
        parts["BYYEARDAY"] = some(pick, [1, 2, 59, 60, 61, 100, 200, 364, 365, 366, -1, -2, -100, -365, -366], 4)
    elif frequency != "WEEKLY" and pick.random() < 0.45:
        parts["BYMONTHDAY"] = some(pick, [1, 5, 13, 15, 28, 29, 30, 31, -1, -2, -7, -31], 4)
    if pick.random() < 0.6:
        days = some(pick, range(7), 3)
        numbered = frequency in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts and pick.random() < 0.5
        # Added up here, cut down there: numbered weekdays and others never stand together.
        of_year = numbered and frequency == "YEARLY" and "BYMONTH" not in parts
        numbers = [1, 2, 5, -1, -3] + ([20, 52, 53, -30, -53] if of_year else [])
        parts["BYDAY"] = [(str(pick.choice(numbers)) if numbered else "") + WEEKDAYS[day] for day in days]
    if frequency in ("MONTHLY", "YEARLY") and parts and pick.random() < 0.3:
        parts["BYSETPOS"] = some(pick, [1, 2, 3, -1, -2], 2)
    return parts


def random_rule(pick):
    frequency = pick.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "YEARLY"])
    start = datetime.date(2015, 1, 1) + datetime.timedelta(days=pick.randrange(4000))
    parts = parts_of(pick, frequency)
    head = [("FREQ", frequency)]
    if pick.random() < 0.5:
        head.append(("INTERVAL", str(pick.choice([2, 2, 3, 4, 5, 10]))))
    if pick.random() < 0.4:
        head.append(("WKST", pick.choice(WEEKDAYS)))
    if pick.random() < 0.2:
        head.append(("UNTIL", (start + datetime.timedelta(days=pick.randrange(3000))).strftime("%Y%m%d")))
    theirs = dict(parts)
    if "BYWEEKNO" in parts and "BYDAY" not in parts:
        # What a rule leaves out it has from its first day; dateutil takes the whole week.
        theirs["BYDAY"] = [WEEKDAYS[start.weekday()]]
    texts = []
    for chosen in (parts, theirs):
        lists = [(name, ",".join(map(str, values))) for name, values in chosen.items()]
        texts.append(";".join(name + "=" + value for name, value in head + lists))
    return texts[0], texts[1], start


def their_days(rule, start, end):
    first = datetime.datetime.combine(start, datetime.time())
    found = rrule.rrulestr(rule, dtstart=first)
    return [day.date() for day in found.between(first, datetime.datetime.combine(end, datetime.time()), inc=True)
            if day.date() > start]


def in_week(day, weeks):
    year, week, _ = day.isocalendar()
    count = datetime.date(year, 12, 28).isocalendar()[1]
    return week in weeks or week - count - 1 in weeks


def random_weeks(pick):
    start = datetime.date(2015, 1, 1) + datetime.timedelta(days=pick.randrange(4000))
    weeks = some(pick, [1, 52, 53, -1, -52, -53, 20], 3)
    days = some(pick, range(7), 3)
    rule = "FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, weeks))
    if pick.random() < 0.6:
        rule += ";BYDAY=" + ",".join(WEEKDAYS[day] for day in days)
    else:
        days = [start.weekday()]
    return rule, start, lambda day: day.weekday() in days and in_week(day, weeks)


def cases_of(pick):
    """Rule, first day, last day, and the days that are right, or the rule by which dateutil is to count them."""
    for n in range(RULES):
        if n % 10 == 0:
            rule, start, holds = random_weeks(pick)
            end = start.replace(year=start.year + YEARS, day=1)
            after = [start + datetime.timedelta(days=n + 1) for n in range((end - start).days)]
            yield rule, start, end, [day for day in after if holds(day)]
        else:
            rule, same, start = random_rule(pick)
            end = start.replace(year=start.year + YEARS, day=1)
            yield rule, start, end, same


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 32)
    print("seed", seed)
    cases = list(cases_of(random.Random(seed)))
    asked = "".join(f"{rule} {start} {end}\n" for rule, start, end, _ in cases)
    answers = subprocess.run([sys.argv[1]], input=asked, capture_output=True, text=True, check=True).stdout.split("\n")
    wrong = counted = 0
    for (rule, start, end, right), answer in zip(cases, answers):
        if answer == "refused":
            continue
        days = their_days(right, start, end) if isinstance(right, str) else right
        expected = " ".join(day.isoformat() for day in days)
        counted += 1
        if answer == expected:
            continue
        wrong += 1
        print(f"{rule} from {start}:\n  ours   {answer[:300]}\n  theirs {expected[:300]}")
    print(f"{counted} rules counted, {wrong} differ")
    sys.exit(1 if wrong or counted < RULES * 0.9 else 0)


main()
