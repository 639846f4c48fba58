#!/usr/bin/env bash
# Installs what is missing, builds and runs every test, on a fresh Debian 12 and from any folder.
#
#   tools/test.sh                                 Release build by g++, the whole suite
#   tools/test.sh --sanitize address,undefined    the suite under ASan and UBSan (clang-16)
#   tools/test.sh --sanitize thread               the suite under TSan (g++)
#
# With CI=true and no option, one after the other: the Release suite, fits held against R, the same nation ranked on an
# emulated processor without AVX, the ASan and UBSan suite by the second compiler, and under TSan the
# tests that work with several threads. Ends with a table of the parts and one line of sums.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=${DESIL_TEST_JOBS:-2}
sanitize=

usage() {
  echo "usage: tools/test.sh [--sanitize address,undefined|thread]" >&2
  exit 2
}
while (($# > 0)); do
  case $1 in
    --sanitize)
      (($# >= 2)) || usage
      sanitize=$2
      shift 2
      ;;
    --sanitize=*)
      sanitize=${1#*=}
      shift
      ;;
    *) usage ;;
  esac
done
case $sanitize in
  "" | address,undefined | thread) ;;
  *) echo "test: --sanitize: seen '$sanitize', wanted 'address,undefined' or 'thread'" >&2; exit 2 ;;
esac

# shellcheck source=tools/setup.sh
source "$root/tools/setup.sh"

work=$(mktemp -d)
parts=()
passed=0
failed=0

# The last words, also after a failure.
finish() {
  local code=$?
  rm -rf "$work"
  ((code == 0 || failed > 0)) || failed=1
  if ((${#parts[@]} > 0)); then
    printf '\n%s\n' "== parts"
    printf '%s\n' "${parts[@]}"
    printf '%d passed, %d failed\n' "$passed" "$failed"
  fi
}
trap finish EXIT

# part NAME COMMAND...: runs a part, keeps its time, stops everything where it fails.
part() {
  local name=$1 began=$SECONDS code result=ok
  shift
  printf '\n== %s\n' "$name"
  set +e  # in a condition bash would switch it off inside the part as well
  (set -euo pipefail; "$@") 2>&1 | tee "$work/log"
  code=${PIPESTATUS[0]}
  set -e
  count_tests "$work/log"
  ((code == 0)) || result=FAILED
  parts+=("$(printf '%-44s %6d s  %s' "$name" $((SECONDS - began)) "$result")")
  ((code == 0)) || exit 1
}

# Adds the tests that ctest or Catch2 counts at the end of a log.
count_tests() {
  local line
  if line=$(grep -E '^[0-9]+% tests passed, [0-9]+ tests failed out of [0-9]+' "$1" | tail -n 1) && [[ -n $line ]]; then
    [[ $line =~ ,\ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]
    failed=$((failed + BASH_REMATCH[1]))
    passed=$((passed + BASH_REMATCH[2] - BASH_REMATCH[1]))
  elif line=$(grep -E '^All tests passed \(.* in [0-9]+ test case' "$1" | tail -n 1) && [[ -n $line ]]; then
    [[ $line =~ in\ ([0-9]+)\ test\ case ]]
    passed=$((passed + BASH_REMATCH[1]))
  elif line=$(grep -E '^test cases: .* failed' "$1" | tail -n 1) && [[ -n $line ]]; then
    if [[ $line =~ ([0-9]+)\ passed ]]; then passed=$((passed + BASH_REMATCH[1])); fi
    if [[ $line =~ ([0-9]+)\ failed ]]; then failed=$((failed + BASH_REMATCH[1])); fi
  fi
}

# build FOLDER CMAKE-OPTIONS...
build() {
  local folder=$1
  shift
  cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release "$@"
  cmake --build "$folder"
}

suite() { ctest --test-dir "$1" -j"$jobs" --output-on-failure --no-tests=error; }

# Newer systems place memory where TSan wants none; without address randomisation they do not.
fixed_addresses() {
  if setarch "$(uname -m)" -R true 2>/dev/null; then
    setarch "$(uname -m)" -R "$@"
  else
    "$@"
  fi
}

export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1

build_release() { build "$root/build" -DSANITIZE= -DDESIL_BENCH=ON; }
build_asan() {
  CC=clang-16 CXX=clang++-16 build "$root/build-asan" -DSANITIZE=address,undefined -DDESIL_BENCH=OFF
}
# The build runs the tests once to list them, so it needs the same care as the run.
build_tsan() {
  cmake -S "$root" -B "$root/build-tsan" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSANITIZE=thread -DDESIL_BENCH=OFF \
    -DDESIL_TESTS="${1:-}"
  fixed_addresses cmake --build "$root/build-tsan"
}
suite_tsan() { fixed_addresses ctest --test-dir "$root/build-tsan" -j"$jobs" --output-on-failure --no-tests=error; }
# The checker itself is checked: a race planted behind engine/parallel.h must be reported.
planted_race() {
  if fixed_addresses "$root/build-tsan/bin/desil_tests" "[.planted_race]" >"$work/race" 2>&1; then
    echo "test: the planted race was not reported" >&2
    return 1
  fi
  grep -q 'WARNING: ThreadSanitizer: data race' "$work/race"
  echo "the planted race is reported"
}
threads_tsan() { fixed_addresses "$root/build-tsan/bin/desil_tests" "[threads],[parallel]"; }

# A small nation, ranked by this processor and by an emulated one without AVX: the same bytes.
emulated_run() {
  local desil=$root/build/bin/desil name
  "$desil" synth --persons 3000 --seed 5 --survey-rows 2000 --out "$work/nation" --quiet
  "$desil" run "$work/nation/run.toml" --out "$work/native" --quiet
  qemu-x86_64 -cpu Nehalem "$desil" run "$work/nation/run.toml" --out "$work/nehalem" --quiet --threads 3
  for name in families.csv links.csv duplicates.csv rejects.csv; do
    cmp "$work/native/$name" "$work/nehalem/$name"
  done
  qemu-x86_64 -cpu Nehalem "$desil" verify "$work/nehalem"
  echo "the same bytes on a processor without AVX"
}

# The same nation by the program of the other compiler, checked for memory errors as it runs.
second_compiler_run() {
  local name
  "$root/build-asan/bin/desil" run "$work/nation/run.toml" --out "$work/clang" --quiet --threads 3
  for name in families.csv links.csv duplicates.csv rejects.csv; do
    cmp "$work/native/$name" "$work/clang/$name"
  done
  echo "the same bytes from both compilers"
}

# Coefficients, errors and indices of `desil fit` as R finds them; skipped with a message where R is missing, not in CI.
compare_r() { "$root/tests/compare_r.sh" "$root/build"; }

case $sanitize in
  address,undefined)
    part "packages" install_packages build checks
    part "build: clang-16, ASan and UBSan" build_asan
    part "suite: ASan and UBSan" suite "$root/build-asan"
    ;;
  thread)
    part "packages" install_packages build
    part "build: g++, TSan" build_tsan
    part "a planted race is seen" planted_race
    part "suite: TSan" suite_tsan
    ;;
  *)
    if [[ ${CI:-} == true ]]; then
      part "packages" install_packages build checks
      part "build: g++, Release" build_release
      part "suite: Release" suite "$root/build"
      part "fit: held against R" compare_r
      part "run: emulated processor without AVX" emulated_run
      part "build: clang-16, ASan and UBSan" build_asan
      part "suite: ASan and UBSan" suite "$root/build-asan"
      part "run: both compilers, one answer" second_compiler_run
      part "build: g++, TSan, tests with threads" build_tsan '\[threads]|\[parallel]|planted_race'
      part "a planted race is seen" planted_race
      part "tests with threads: TSan" threads_tsan
    else
      part "packages" install_packages build
      part "build: g++, Release" build_release
      part "suite: Release" suite "$root/build"
      part "fit: held against R" compare_r
    fi
    ;;
esac
