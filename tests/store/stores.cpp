#include "adapters/sqlite/sqlite_store.h"
#include "engine/testing/memory_store.h"
#include "tests/store/contract.h"

namespace aftale::store_test {
namespace {

INSTANTIATE_TEST_SUITE_P(, StoreContract,
                         ::testing::Values(Kind{"memory",
                                                [](const Folder&) { return std::make_unique<testing::MemoryStore>(); }},
                                           Kind{"sqlite",
                                                [](const Folder& folder) {
                                                  return std::move(*sqlite::open_store(folder.file("aftale.db")));
                                                }}),
                         [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace aftale::store_test
