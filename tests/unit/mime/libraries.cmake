# What the golden mails mean to a mail program of other hands.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME mime.golden_mails_are_read_by_another_program
         COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/unit/mime/read_mails.py)
