# Hosts run on the store in memory and on channels that keep what they are given.
target_link_libraries(unit_cases PRIVATE aftale_testing)
target_link_libraries(unit_cases PRIVATE aftale_sqlite)
