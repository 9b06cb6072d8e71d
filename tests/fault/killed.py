"""kill -9 at 200 random moments of a whole scenario, and nothing is lost or done twice.

    killed.py BINARY

Every command of the scenario is killed several times on its way and repeated under its request id until it is
acknowledged. Half of the kills come after a random time, half when the program has begun to write.
"""

import json
import os
import pathlib
import signal
import sys
import time

import scenario
from program import ROOT, Failures, Program, folder, request_id, seed

SCENARIO = ROOT / "workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"
KILLS = int(os.environ.get("AFTALE_FAULT_KILLS", "200"))
WRITING = 0.002  # seconds within which a kill follows the first byte of a write


class Player:
    def __init__(self, failures, program, key, commands, rng):
        self.failures, self.program, self.key, self.commands, self.rng = failures, program, key, commands, rng
        self.ids = [request_id(rng) for _ in commands]
        self.acknowledged = {}
        self.kills = self.too_late = self.repeated = 0

    def words(self, number):
        command = self.commands[number]
        return [*command.words, "--json", *(["--request-id", self.ids[number]] if command.applies else [])]

    def take(self, number, code, out, err):
        """An answer that arrived is a promise, even where the program was killed right after it."""
        command = self.commands[number]
        if command.refused:
            if code == 1:
                self.failures.expect(f'"{command.refused}"' in err, f"{command.words}: {err}")
            return code == 1
        if not out.endswith("}\n"):
            self.failures.expect(code in (0, -signal.SIGKILL), f"{command.words}: exit {code} {err}")
            return False
        if not command.applies:
            return code == 0
        receipt = json.loads(out)
        first = self.acknowledged.setdefault(self.ids[number], receipt["entries"])
        self.repeated += receipt["repeated"]
        self.failures.expect(first == receipt["entries"], f"{command.words}: another answer under the same request id")
        return True

    def kill(self, number, usual, writing):
        process = self.program.start(*self.words(number), now=self.commands[number].now)
        if writing:
            self.wait_for_write(process, usual)
        else:
            time.sleep(self.rng.uniform(0, usual))
        late = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
        self.kills += not late
        self.too_late += late
        self.take(number, process.returncode, out, err)
        return late

    def wait_for_write(self, process, usual):
        wal, limit = self.program.database.with_name(self.program.database.name + "-wal"), time.monotonic() + 4 * usual
        before = size(wal)
        while process.poll() is None and size(wal) in (before, 0) and time.monotonic() < limit:
            pass
        time.sleep(self.rng.uniform(0, WRITING))

    def finish(self, number):
        command = self.commands[number]
        answer = self.program.run(*self.words(number), now=command.now)
        self.failures.expect(answer.code == (1 if command.refused else 0), f"{command.words}: {answer.err}")
        self.take(number, answer.code, answer.out, answer.err)


def size(path):
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def undisturbed(failures, program, key, commands, rng):
    """Plays all commands and gives how long each takes."""
    player, usual = Player(failures, program, key, commands, rng), []
    for number in range(len(commands)):
        begin = time.monotonic()
        player.finish(number)
        usual.append(time.monotonic() - begin)
    failures.well(program, "the undisturbed run")
    return usual


def without(entries, *names):
    return [{name: value for name, value in entry.items() if name not in names} for entry in entries]


def result(program, key):
    """What a case came to, without what differs by nature: our request ids, and the hashes over them."""
    history = program.must("history", key, "--json").json()
    history["entries"] = without(history["entries"], "hash", "prev", "recorded_at", "request")
    outbox = sorted(path.name for path in pathlib.Path(str(program.database) + ".outbox").rglob("*") if path.is_file())
    return {"history": history, "status": program.must("status", key, "--json").json(),
            "show": program.must("show", key, "--json").json(), "sent": outbox}


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        place = pathlib.Path(place)
        (key,), commands = scenario.commands(SCENARIO, place)
        (place / "plain").mkdir()
        (place / "killed").mkdir()
        plain = Program(binary, place / "plain/aftale.db")
        usual = undisturbed(failures, plain, key, commands, rng)
        program = Program(binary, place / "killed/aftale.db")
        player = Player(failures, program, key, commands, rng)
        for number in range(len(commands)):
            until = KILLS * (number + 1) // len(commands)
            tries = 0
            while player.kills < until and tries < 40:
                # What is done already is only looked up when it is asked for again: no write to wait for.
                writing = tries % 2 == 1 and player.ids[number] not in player.acknowledged
                if player.kill(number, usual[number], writing):
                    usual[number] *= 0.8
                tries += 1
            player.finish(number)
        failures.expect(player.kills >= KILLS, f"only {player.kills} kills hit")
        failures.well(program, f"{player.kills} kills")
        entries = program.must("history", key, "--json").json()["entries"]
        told = {entry["request"] for entry in entries}
        failures.expect(set(player.acknowledged) <= told, "an acknowledged command is not in the journal")
        wanted, found = result(plain, key), result(program, key)
        for part in wanted:
            failures.expect(wanted[part] == found[part], f"{part} differs from the undisturbed run: {found[part]}")
        print(f"{player.kills} kills ({player.too_late} came too late), "
              f"{len(player.acknowledged)} commands acknowledged, {player.repeated} answers from the journal")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
