"""A scenario as commands for the command line. Reads steps that stand on one line each: `- {at: ..., event: ...}`."""

import dataclasses
import json
import re

PLAIN = re.compile(r"[^,\[\]{}:]+(?::(?! )[^,\[\]{}:]*)*")


class Flow:
    """YAML's flow style, as far as scenarios use it; every scalar is text."""

    def __init__(self, text):
        self.text, self.at = text, 0

    def skip(self):
        while self.at < len(self.text) and self.text[self.at] in " \n":
            self.at += 1

    def take(self, character):
        self.skip()
        if self.text[self.at:self.at + 1] != character:
            return False
        self.at += 1
        return True

    def value(self):
        self.skip()
        if self.take("{"):
            return self.mapping()
        if self.take("["):
            return self.sequence()
        for quote in "'\"":
            if self.take(quote):
                end = self.text.index(quote, self.at)
                word, self.at = self.text[self.at:end], end + 1
                return word
        found = PLAIN.match(self.text, self.at)
        if not found:
            raise ValueError(f"not understood: {self.text[self.at:]}")
        self.at = found.end()
        return found.group().strip()

    def mapping(self):
        result = {}
        while not self.take("}"):
            key = self.value()
            if not self.take(":"):
                raise ValueError(f"a colon is missing: {self.text[self.at:]}")
            result[key] = self.value()
            self.take(",")
        return result

    def sequence(self):
        result = []
        while not self.take("]"):
            result.append(self.value())
            self.take(",")
        return result


@dataclasses.dataclass
class Command:
    now: str
    words: list
    refused: str = None
    applies: bool = True  # `advance` changes something too, but under no request id
    role: str = None


def written(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def data_words(data):
    return [f"{name}={written(value)}" for name, value in data.items()]


def open_words(workflow, case):
    return ["open", case.get("workflow", workflow), "--key", case["key"], *data_words(case["with"])]


def record_words(key, record):
    words = ["record", key, record["in"], record["outcome"], "--meeting", record["meeting"]]
    for name in ("next", "present", "for", "against", "abstain", "recused", "minutes"):
        if name in record:
            words += ["--" + name, record[name]]
    for remark in record.get("remarks", []):
        words += ["--remark", remark]
    return words


def attach_words(key, step, folder, number):
    document, name = step["attach"]["document"], step["attach"]["name"]
    path = folder / str(number) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(step["attach"].get("text", f"{name} ({number})\n"), encoding="utf-8")  # as scenarios have it
    return ["attach", key, str(path), "--as", document]


def words_of(workflow, key, step, folder, number):
    if "open" in step:
        return open_words(workflow, step["open"])
    if "record" in step:
        return record_words(key, step["record"])
    if "attach" in step:
        return attach_words(key, step, folder, number)
    if "event" in step:
        where = ["--in", step["in"]] if "in" in step else []
        return ["do", key, step["event"], *data_words(step.get("with", {})), *where]
    return ["advance"]


def commands(path, folder):
    """The keys of a scenario's cases, and its commands in order; attached files are made in `folder`."""
    text = path.read_text(encoding="utf-8")
    workflow, clock = (re.search(rf"^{name}: (.*)$", text, re.M).group(1) for name in ("workflow", "clock"))
    first = re.search(r"^open: (\{.*\})$", text, re.M)
    if first:
        case = Flow(first.group(1)).value()
    else:
        case = {name: re.search(rf"^  {name}: (.*)$", text, re.M).group(1) for name in ("key", "with")}
        case["with"] = Flow(case["with"]).value()
    keys, result = [case["key"]], [Command(clock, open_words(workflow, case))]
    for line in re.findall(r"^  - (\{.*\})$", text, re.M):
        step = Flow(line).value()
        words = words_of(workflow, step.get("case", keys[0]), step, folder, len(result))
        if "effective" in step:
            words += ["--effective", step["effective"]]
        if "open" in step and "refused" not in step:
            keys.append(step["open"]["key"])
        result.append(Command(step["at"], words, step.get("refused"), words[0] != "advance", step.get("as")))
    return keys, result
