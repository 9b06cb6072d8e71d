"""The house as data: which folder stands on which, who may use which library, and which order rooms have.

The folders are those of the table in docs/architecture.md: a folder may include what it stands on and whatever those
stand on. The rest is said here and nowhere else.
"""

import re
from pathlib import Path

HERE = "tests/tidy/house.py"
PAGE = "docs/architecture.md"
ROW = re.compile(r"^\| `((?:engine|adapters|apps)(?:/\w+)?)/` \|[^|]*\|([^|]*)\|([^|]*)\|$")


def items(cell):
    names = [name.strip().strip("`") for name in cell.split(",")]
    return ["*" if name == "all" else name for name in names if name not in ("-", "")]


def rows(lines):
    """(line number, folder, folders it stands on, libraries that it uses) of each row of the table."""
    for number, line in enumerate(lines, 1):
        row = ROW.match(line)
        if row:
            yield number, row.group(1), items(row.group(2)), items(row.group(3))


# folder: (folders it stands on, libraries that it uses)
FOLDERS = {folder: (on, libraries) for _, folder, on, libraries in
           rows((Path(__file__).resolve().parents[2] / PAGE).read_text(encoding="utf-8").split("\n"))}

# The rooms of a folder, from the ground up: a room may include those before it. A room is a subfolder; a file that is
# named by itself has a place of its own; `.` is what else lies in the folder itself.
ROOMS = {
    "engine/machine": ["case", "input", "effects", "possible", "format", "chart", "bodies", "deadlines", "branches",
                       "reach", "step", "settle", "migrate", "."],
    "engine/cases": ["access", "answers", "service", "move", "journal", "wire", "titles", "definitions",
                     "notices/notification_settings", "read_model", "entries", "case_rows", "document_names",
                     "notices/outbox_rows", "working_copy", "notices", "replay/move_entry", "replay/timeline",
                     "expired", "proposals", "replay", "explanation", "questions", "."],
    "engine/feel": [".", "value", "patterns", "syntax", "evaluate", "builtins"],
    "engine/loader": [".", "yaml", "fields", "scope", "workflow", "organisation", "rules", "bundle"],
}

# (includes that run up between rooms, files that lie in circles) that there still are: these numbers only fall.
MAY = {
    "engine/machine": (0, 0),
    "engine/cases": (1, 0),
    "engine/feel": (0, 0),
    "engine/loader": (0, 0),
}

# Headers of rooms that other folders may include, and why. Whatever else lies in a room is private to its folder.
FACES = {
    "engine/cases/notices/notification_settings.h": "read by the daemon from its configuration",
    "engine/cases/wire/wire.h": "questions and answers as JSON: both ends of the socket, and --json",
    "engine/machine/format/codec.h": "branch rows as bytes",
    "engine/machine/format/payload.h": "entries of the journal as JSON",
    "engine/machine/migrate/move.h": "a case in terms of another definition",
    # These look wrong: the host asks for an inner part where the machine should have a face.
    "engine/machine/bodies/four_eyes.h": "whether a command needs a second person; belongs to what step.h answers",
    "engine/machine/format/declared.h": "typing what a person wrote; belongs to the commands",
    "engine/machine/reach/name_match.h": "the nearest name; nothing in it is of a case, it belongs to engine/base",
}

# Classes of more than 25 methods, and why.
LARGE = {
    "ReaderForwarder": "implements StoreReader",
    "RowBytes": "one call for each kind of column, and one overload for each type of a column",
    "MemoryStore": "implements Store",
    "SqliteStore": "implements Store",
    "Value": "one type for every value of FEEL: a constructor, a test and an access for each kind",
    "Reader": "one overload for each type that crosses the wire",
    "Writer": "one overload for each type that crosses the wire",
    # Too large: each waits to be drawn anew.
    "Batch": "the only writer, and what each kind of command does in it",
}

# Files of more than 600 lines, and why.
LONG = {}

# Who wires or proves may see everything.
OPEN_PLACES = ("tests", "bench", "examples")

# The first matching beginning of an include decides whose header it is.
HEADERS = [
    ("boost/statechart/", "Boost.Statechart"),
    ("boost/mpl/", "Boost.Statechart"),
    ("boost/container/", "Boost.Container"),
    ("boost/asio", "Boost.Asio"),
    ("boost/beast", "Boost.Beast"),
    ("nettle/", "Nettle"),
    ("nlohmann/", "nlohmann"),
    ("unicode/", "ICU"),
    ("tl/expected.hpp", "tl::expected"),
    ("libical/", "libical"),
    ("xlsxwriter.h", "libxlsxwriter"),
    ("bid_conf.h", "Intel BID"),
    ("bid_functions.h", "Intel BID"),
    ("pugixml.hpp", "pugixml"),
    ("yaml-cpp/", "yaml-cpp"),
    ("kainjow/", "mustache"),
    ("sqlite3.h", "SQLite"),
    ("SQLiteCpp/", "SQLiteCpp"),
    ("curl/", "libcurl"),
    ("spdlog/", "spdlog"),
    ("fmt/", "fmt"),
    ("CLI/", "CLI11"),
]

# The shape of every result (engine/base/result.h) and of short lists (engine/base/few.h).
EVERYWHERE = {"tl::expected", "Boost.Container"}

# 4 to 8 s a translation unit: never in a header, so that few sources pay for it.
HEAVY = {"CLI11", "Boost.Beast", "spdlog", "nlohmann"}

# (header, how many source files may include it, why)
FEW = [
    ("CLI/", 1, "the command line tells its words apart itself: what is help and what a value depends on the place"),
    ("sqlite3.h", 2, "the raw handle and the files beneath it; the rest uses SQLiteCpp"),
]

# What a target links, under CMake's name -> library. None: belongs to no one in particular.
LINKS = {
    "PkgConfig::NETTLE": "Nettle",
    "nlohmann_json::nlohmann_json": "nlohmann",
    "ICU::uc": "ICU",
    "ICU::i18n": "ICU",
    "tl::expected": "tl::expected",
    "PkgConfig::ICAL": "libical",
    "PkgConfig::XLSXWRITER": "libxlsxwriter",
    "bidgcc000": "Intel BID",
    "pugixml::pugixml": "pugixml",
    "yaml-cpp::yaml-cpp": "yaml-cpp",
    "SQLite::SQLite3": "SQLite",
    "SQLiteCpp": "SQLiteCpp",
    "spdlog::spdlog": "spdlog",
    "fmt::fmt": "fmt",
    "CLI11::CLI11": "CLI11",
    "CURL::libcurl": "libcurl",
    "Boost::headers": None,
    "Threads::Threads": None,
    "dl": None,
    "aftale_flags": None,
}

STANDARD_HEADERS = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
clocale cmath compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio
cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list fstream functional
future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio scoped_allocator semaphore set
shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view strstream
syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray
variant vector version
""".split())

# The operating system is met in adapters and programs only; the engine asks through its ports.
SYSTEM_HEADERS = ("sys/", "netinet/", "arpa/", "unistd.h", "fcntl.h", "poll.h", "signal.h", "termios.h", "pwd.h",
                  "dlfcn.h", "grp.h", "dirent.h", "langinfo.h", "locale.h", "linux/", "spawn.h")


def below(folder):
    """Every folder that this one may include, itself among them."""
    found, waiting = set(), [folder]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        on = FOLDERS[here][0] if here in FOLDERS else []
        waiting += [name for name in FOLDERS if not name.startswith("apps/")] if "*" in on else on
    return found


def folder_of(path):
    """The folder of the table that a path from the root lies in: its first two parts."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def library_of(header):
    for beginning, library in HEADERS:
        if header.startswith(beginning):
            return library
    return None
