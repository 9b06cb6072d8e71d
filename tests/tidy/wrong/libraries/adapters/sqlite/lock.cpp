#include <sqlite3.h>
#include <sys/file.h>
