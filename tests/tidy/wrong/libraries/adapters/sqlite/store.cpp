#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
