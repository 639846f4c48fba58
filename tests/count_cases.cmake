# Fails where ctest does not run every case of desil_tests: CTest cuts a name at `;` and still says Passed.
#   cmake -DBINARY=desil_tests -DBUILD=folder -DOTHERS=n -P count_cases.cmake
# `OTHERS` is the number of ctest tests that are no Catch2 cases.
execute_process(COMMAND ${BINARY} --list-test-names-only OUTPUT_VARIABLE names RESULT_VARIABLE ignored)
string(REGEX MATCHALL "[^\n]+" names "${names}")
list(LENGTH names cases)
execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${BUILD} -N OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
if(NOT listed MATCHES "Total Tests: ([0-9]+)")
  message(FATAL_ERROR "ctest -N names no total:\n${listed}")
endif()
math(EXPR wanted "${cases} + ${OTHERS}")
if(NOT CMAKE_MATCH_1 EQUAL wanted OR cases EQUAL 0)
  message(FATAL_ERROR "desil_tests has ${cases} cases, ctest runs ${CMAKE_MATCH_1} tests, wanted ${wanted}. "
                      "Cure: no `;` and no leading `[` in the name of a case.")
endif()
message("${cases} cases, all registered")
