// Writes a synthetic nation with known truth, ready for `desil run`.
//
// How it is made. A plan (nation_plan.h) lists units: whole districts at their real size, and the thin
// remainders of the other regencies. Every unit is a pure function of (seed, N, layout, unit): its people
// (community.h), the registry's rows, each source's rows with planted faults, flags and truth. Units are
// made in parallel and written in the order of the plan, so the bytes do not depend on threads, and memory
// holds the units in flight only, whatever N is. References across units need no memory: ids are unique by
// area ownership (ids.h), and persons stay in the unit that made them, also where a second registry row or
// an earlier address lies elsewhere. All arithmetic is integer or exact_math.h: same bytes on every machine.
//
// Files: `desil synth` in the README. `orang` of the truth: 1..N are the registered persons; larger numbers
// are persons unknown to the registry (N + host: kin of a registered person, 2N + host: families of their
// own). `jenis` of truth/faults.csv: the words of fault_table.h, in the order of the interface table:
//   nik_kosong nik_salah_digit nik_tertukar_digit nik_terpotong nik_anggota_lain nik_orang_lain
//   nama_satu_huruf nama_dua_huruf nama_ejaan nama_kata nama_panggilan nama_gelar
//   lahir_baku lahir_tertukar lahir_tahun jenis_kelamin_salah kk_lama pindah
//   meninggal baris_ganda tanpa_dukcapil baris_rusak, and nik_ganda for second registry rows.
// Truth rows are grouped by unit, then source; `baris` ascends within a source.
//
// threads: uses engine::threads(). errors: engine::Error: kUsage for options, kResource for files.
// cost: about 4 µs of one core and 450 bytes of output a person; memory about 50 MB and the texts of
// threads + 1 units (10 million persons with 2 threads: 434 MB at the peak).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "io/snapshot/snapshot_keys.h"

namespace tools {

enum class SynthCompression { kNone, kGzip, kZstd };

struct SynthOptions {
  std::uint64_t persons = 1'000'000;
  std::uint64_t seed = 1;
  std::string out;                                         // folder, made where it does not exist
  std::vector<std::string> formats = {"csv"};              // csv, ndjson, desil; the first is what run.toml reads
  SynthCompression compression = SynthCompression::kNone;  // of persons and families files
  std::string faults_file;                                 // TOML with rates that differ from the default table
  double fault_scale = 1;                                  // multiplies every rate
  bool dense = true;                                       // false: layout spread
  std::uint64_t survey_rows = 345'000;
  io::SnapshotKeys keys;  // of snapshots
};

// Persons written so far, of all.
using SynthProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

void synthesize(const SynthOptions& options, const SynthProgress& progress = {});

}  // namespace tools
