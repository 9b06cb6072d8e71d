#!/usr/bin/env python3
"""Writes copenhagen_days.csv: the days around every clock change of Europe/Copenhagen, by Python's zoneinfo and not by
our own reading of tzdata. Run it again, and compare, when the rules of the zone change."""
import datetime
import pathlib
import zoneinfo

FIRST, LAST = 2020, 2040
ZONE = zoneinfo.ZoneInfo("Europe/Copenhagen")
UTC = datetime.timezone.utc
# Easter Sunday, from an almanac.
EASTER = [datetime.date.fromisoformat(day) for day in
          """2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16
             2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05
             2038-04-25 2039-04-10 2040-04-01""".split()]
HOLIDAYS = {easter + datetime.timedelta(days) for easter in EASTER for days in (-3, -2, 0, 1)}


def changes():
    """Days whose noon has another offset than the noon before."""
    day = datetime.date(FIRST, 1, 1)
    while day.year <= LAST:
        noon = datetime.datetime.combine(day, datetime.time(12), ZONE)
        if noon.utcoffset() != (noon - datetime.timedelta(days=1)).utcoffset():
            yield day
        day += datetime.timedelta(days=1)


def utc(day, hour, minute):
    local = datetime.datetime.combine(day, datetime.time(hour, minute), ZONE)
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    lines = ["# By copenhagen_days.py. change: the day on which the clocks are changed; from_change: days after it;",
             "# midnight, half_past_two, eight: these local times of the day in UTC (in a gap by the offset before it,",
             "# in an overlap the first).",
             "change,from_change,day,is_working_day,midnight,half_past_two,eight"]
    for change in changes():
        for offset in range(-5, 5):
            day = change + datetime.timedelta(days=offset)
            working = day.weekday() < 5 and day not in HOLIDAYS
            lines.append(f"{change},{offset},{day},{'yes' if working else 'no'},"
                         f"{utc(day, 0, 0)},{utc(day, 2, 30)},{utc(day, 8, 0)}")
    pathlib.Path(__file__).with_suffix(".csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
