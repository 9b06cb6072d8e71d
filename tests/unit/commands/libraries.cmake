# The wire is the host's.
target_link_libraries(unit_commands PRIVATE aftale_cases)
