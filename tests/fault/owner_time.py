"""Time is what the owner of the file says: beside a daemon in a rehearsal a client without one fires
nothing of the years between, and counts days from the daemon's day.

    owner_time.py AFTALE AFTALED
"""

import pathlib
import sys

from daemon import Daemon, FastClock
from program import ROOT, Failures, Program, folder
from rounds import instant

BEGIN = instant("2022-01-03T08:00:00Z")


def main():
    failures = Failures()
    place = folder()
    daemon = Daemon(sys.argv[2], pathlib.Path(place.name), clock=FastClock(BEGIN, 0)).start().ready()
    # No AFTALE_NOW: this client's day is that of the machine, years later.
    client = Program(sys.argv[1], daemon.database, [ROOT / "tests/fault"])
    client.must("open", "clockwork", "--key", "k", "first=2022-02-02", "second=2022-03-02")
    advanced = client.must("advance", "--json").json()
    failures.expect(advanced["fired"] == [], f"advance fired {advanced}")
    entries = client.must("history", "k", "--json").json()["entries"]
    failures.expect(len(entries) == 1, f"the history has {len(entries)} entries")
    status = client.must("status", "k").out
    failures.expect("in 30 days" in status, f"status counts by another clock: {status}")
    due = client.must("due").out
    failures.expect("in 30 days" in due, f"due counts by another clock: {due}")
    now = client.must("status", "k", "--json").json()["now"]
    failures.expect(now.startswith("2022-01-03T08:00:00"), f"the answer is of {now}")
    at = client.must("status", "k", "--at", "2022-01-13").out
    failures.expect("in 20 days" in at, f"status of another day: {at}")
    calendar = client.must("export", "k", "--as", "ics").out
    failures.expect("DTSTAMP:20220103T080000Z" in calendar, f"the calendar is of another time: {calendar[:600]}")
    failures.expect(daemon.stop() == 0, f"the daemon does not stop: {daemon.tail()}")
    # By itself it is its own owner.
    alone = Program(sys.argv[1], daemon.database, [ROOT / "tests/fault"], now="2022-02-01 09:00")
    failures.expect("tomorrow" in alone.must("status", "k").out, "status alone")
    failures.exit()


if __name__ == "__main__":
    main()
