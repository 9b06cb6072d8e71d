# What is drawn are the shipped workflows, and some written here.
target_link_libraries(unit_drawing PRIVATE aftale_loader)
