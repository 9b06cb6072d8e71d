#include "engine/model/workflow_name.h"

#include <gtest/gtest.h>

namespace aftale::model {
namespace {

TEST(WorkflowName, is_a_name_alone_or_with_a_version) {
  struct Row {
    const char *word, *name;
    int version;
  };
  for (const Row& row : {Row{"agreement", "agreement", 0}, {"agreement@1", "agreement", 1}, {"a-b@12", "a-b", 12}}) {
    const Result<WorkflowName> read = WorkflowName::read(row.word);
    ASSERT_TRUE(read) << row.word;
    EXPECT_EQ(read->name, row.name);
    EXPECT_EQ(read->version, row.version);
  }
}

TEST(WorkflowName, with_anything_else_behind_it_is_not_read_as_the_newest) {
  for (const char* word : {"agreement@", "agreement@two", "agreement@1a", "agreement@0", "agreement@-1",
                           "agreement@1@2", "agreement@ 1", "agreement@1,0", "agreement@99999999999"}) {
    const Result<WorkflowName> read = WorkflowName::read(word);
    ASSERT_FALSE(read) << word;
    EXPECT_STREQ(code_of(read.error()), "unknown-workflow") << word;
  }
}

}  // namespace
}  // namespace aftale::model
