"""The program under test, run as people run it: one process a command, with the rehearsal clock and request ids."""

import dataclasses
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import uuid

SHOWN = 30
ROOT = pathlib.Path(__file__).resolve().parents[2]


def seed():
    """AFTALE_FAULT_SEED repeats a run; otherwise each run tries another one and prints it."""
    chosen = int(os.environ.get("AFTALE_FAULT_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"seed {chosen} (again: AFTALE_FAULT_SEED={chosen})", flush=True)
    return random.Random(chosen)


@dataclasses.dataclass
class Answer:
    code: int
    out: str
    err: str

    def json(self):
        """Without the time of the file's owner, which differs from call to call."""
        answer = json.loads(self.out)
        if isinstance(answer, dict):
            answer.pop("now", None)
        return answer

    @property
    def error(self):
        """The code of the refusal, where there is one."""
        try:
            return json.loads(self.err.splitlines()[0])["error"]["code"]
        except (IndexError, ValueError, KeyError):
            return None

    @property
    def message(self):
        return json.loads(self.err.splitlines()[0])["error"]["message"]


class Program:
    """`aftale` on one database. `child` runs in the new process before the program starts."""

    def __init__(self, binary, database, paths=(), now=None, home=None):
        self.binary = os.path.abspath(binary)
        self.database = pathlib.Path(database)
        self.paths = [str(path) for path in (*paths, ROOT / "workflows", ROOT / "rules")]
        self.now, self.language = now, "en"
        self.home = home or self.database.parent

    def words(self, *words):
        options = [option for path in self.paths for option in ("--path", path)]
        return [self.binary, *map(str, words), "--db", str(self.database), "--lang", self.language, *options]

    def environment(self, now=None):
        kept = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
        now = now or self.now
        return {**kept, "HOME": str(self.home), "LC_ALL": "C.UTF-8", **({"AFTALE_NOW": now} if now else {})}

    def start(self, *words, now=None, child=None):
        return subprocess.Popen(self.words(*words), env=self.environment(now), cwd=self.home, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=child)

    def run(self, *words, now=None, child=None, timeout=60):
        process = self.start(*words, now=now, child=child)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return Answer(process.returncode, out, err)

    def must(self, *words, **how):
        answer = self.run(*words, **how)
        if answer.code != 0:
            raise AssertionError(f"{' '.join(map(str, words))}: exit {answer.code}\n{answer.out}{answer.err}")
        return answer

    def audit(self):
        return self.run("audit", "--json")


def request_id(rng):
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


class Failures:
    """Collects what went wrong, so that one run shows all of it."""

    def __init__(self):
        self.found = []

    def expect(self, holds, what):
        if not holds:
            self.found.append(what)
            if len(self.found) <= SHOWN:
                print(f"FAILED: {what.strip()[:1000]}", flush=True)
        return bool(holds)

    def well(self, program, when):
        """The file is whole: chain, replay and the database itself."""
        answer = program.audit()
        return self.expect(answer.code == 0 and answer.json()["well"], f"audit after {when}: {answer.out}{answer.err}")

    def exit(self):
        print(f"{len(self.found)} failure(s)" if self.found else "all well")
        sys.exit(1 if self.found else 0)


def folder():
    """A folder of its own, open to other users on the way: some faults run as one."""
    made = tempfile.TemporaryDirectory(prefix="aftale-fault-")
    os.chmod(made.name, 0o711)
    return made
