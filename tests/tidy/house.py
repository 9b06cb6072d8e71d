"""The house as data: which folder stands on which, and who may use which library.

A folder may include what it stands on and whatever those stand on. The table that people read in
docs/architecture.md says the same (drawing.py compares them).
"""

# folder: (folders it stands on, libraries that it uses)
FOLDERS = {
    "engine/base": ([], ["OpenSSL", "nlohmann", "ICU"]),
    "engine/time": (["engine/base"], ["date", "libical"]),
    "engine/lifecycle": (["engine/base"], ["Boost.Statechart"]),
    "engine/feel": (["engine/time"], ["Intel BID", "ICU"]),
    "engine/decisions": (["engine/feel"], ["pugixml"]),
    "engine/model": (["engine/decisions"], []),
    "engine/loader": (["engine/model"], ["yaml-cpp"]),
    "engine/commands": (["engine/model", "engine/lifecycle"], []),
    "engine/machine": (["engine/commands"], []),
    "engine/planning": (["engine/machine"], []),
    "engine/records": (["engine/base", "engine/time"], []),
    "engine/messages": (["engine/model", "engine/records"], ["mustache"]),
    "engine/cases": (["engine/loader", "engine/planning", "engine/messages"], []),
    "engine/testing": (["engine/cases"], []),
    "adapters/sqlite": (["engine/records", "adapters/disk"], ["SQLite", "SQLiteCpp"]),
    "adapters/postgres": (["engine/records"], ["libpqxx"]),
    "adapters/disk": (["engine/base"], []),
    "adapters/transfer": (["engine/base"], ["libcurl"]),
    "adapters/mime": (["engine/records", "adapters/calendar"], []),
    "adapters/mail": (["adapters/mime", "adapters/transfer"], ["libcurl"]),
    "adapters/webhook": (["engine/records", "adapters/transfer"], ["libcurl", "OpenSSL"]),
    "adapters/calendar": (["engine/records", "adapters/disk"], ["libical"]),
    "adapters/command": (["engine/records"], []),
    "adapters/files": (["engine/records", "adapters/disk", "adapters/mime"], []),
    "adapters/folders": (["engine/loader", "adapters/disk"], []),
    "adapters/feeds": (["engine/cases", "adapters/calendar"], []),
    "adapters/socket": (["engine/cases", "adapters/disk"], ["Boost.Asio", "Boost.Beast"]),
    "adapters/web": (["engine/cases"], ["Boost.Asio", "Boost.Beast"]),
    "apps": (["engine/base"], []),
    "apps/aftale": (["*"], ["spdlog", "fmt"]),
    "apps/aftaled": (["*"], ["spdlog", "fmt", "CLI11", "Boost.Asio"]),
}

# Who wires or proves may see everything.
OPEN_PLACES = ("tests", "bench", "examples")

# The first matching beginning of an include decides whose header it is.
HEADERS = [
    ("boost/statechart/", "Boost.Statechart"),
    ("boost/mpl/", "Boost.Statechart"),
    ("boost/container/", "Boost.Container"),
    ("boost/asio", "Boost.Asio"),
    ("boost/beast", "Boost.Beast"),
    ("openssl/", "OpenSSL"),
    ("nlohmann/", "nlohmann"),
    ("unicode/", "ICU"),
    ("tl/expected.hpp", "tl::expected"),
    ("date/", "date"),
    ("libical/", "libical"),
    ("bid_conf.h", "Intel BID"),
    ("bid_functions.h", "Intel BID"),
    ("pugixml.hpp", "pugixml"),
    ("yaml-cpp/", "yaml-cpp"),
    ("kainjow/", "mustache"),
    ("sqlite3.h", "SQLite"),
    ("SQLiteCpp/", "SQLiteCpp"),
    ("pqxx/", "libpqxx"),
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
    ("date/", 1, "time zones are read in one file"),
]

# What a target links, under CMake's name -> library. None: belongs to no one in particular.
LINKS = {
    "OpenSSL::Crypto": "OpenSSL",
    "nlohmann_json::nlohmann_json": "nlohmann",
    "ICU::uc": "ICU",
    "ICU::i18n": "ICU",
    "tl::expected": "tl::expected",
    "date::date": "date",
    "date::date-tz": "date",
    "PkgConfig::ICAL": "libical",
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
                  "grp.h", "dirent.h", "langinfo.h", "locale.h", "linux/", "spawn.h")


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
