// Measures Desil against its peers and prints the table: see bench/peers.sh, which calls it.
//
//   node compare.mjs --bench DESIL_BENCH --data FOLDER --rounds N --threads N [--json FILE] [--only REGEX]
//
// Each run is a process of its own that does its task once to warm up and once timed, the file in the page cache.
// In a round every engine runs once, one after the other. Answers are compared before any time is looked at.
import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    bench: { type: "string" },
    data: { type: "string" },
    rounds: { type: "string", default: "3" },
    threads: { type: "string" },
    revision: { type: "string", default: "" },
    json: { type: "string" },
    only: { type: "string", default: "" },
  },
});
const kPeers = { duckdb: "DuckDB", polars: "polars", clickhouse: "chdb" };

// `ours`: variant of desil_bench; `task`: of the peers; `bars`: our rate over the peer's, at the least; `against`:
// the least share of our own rate in another row.
const kRows = [
  {
    key: "csv_raw",
    what: "CSV to typed columns, names as written",
    file: "dukcapil.csv",
    ours: "raw",
    task: "ingest_csv",
    bars: { polars: 4, duckdb: 10 },
  },
  {
    key: "csv_tokens",
    what: "CSV, ours with normalised, token-coded names; peers read names as written",
    file: "dukcapil.csv",
    ours: "tokens",
    task: "ingest_csv",
    bars: { polars: 2 },
  },
  {
    key: "csv_names",
    what: "CSV, names normalised; peers: upper case, letters only, trimmed",
    file: "dukcapil.csv",
    ours: "normalised",
    task: "ingest_csv_names",
    bars: {},
  },
  {
    key: "csv_quoted",
    what: "CSV with 5 % of the names in quotes",
    file: "dukcapil_quoted.csv",
    ours: "raw",
    task: "ingest_csv_quoted",
    bars: {},
    against: { key: "csv_raw", least: 0.5 },
  },
  {
    key: "ndjson",
    what: "NDJSON, ours with every check (unknown, double keys, types), peers without",
    file: "dukcapil.ndjson",
    ours: "raw",
    task: "ingest_ndjson",
    bars: { duckdb: 3 },
  },
];
// 4,000,000 families, 40 look-ups each in the model of their regency; `bar`: our rate over the peer's, at the least.
const kScoreRows = 4_000_000;
const kScores = [
  { key: "score_join", what: "the regency's coefficients by a join, as one writes it in SQL", bar: 300 },
  { key: "score_list", what: "all coefficients in one list, no join: the fastest plan that we found", bar: undefined },
];
// Pairs of names within blocks of `block`; `bar`: our rate on one core over the peer's on all.
const kNames = [
  { key: "names_8", block: 8, bar: 30 },
  { key: "names_222", block: 222, bar: 30 },
];
const kHostile = ["long_line", "open_quote", "stray_quotes", "quoted_cells", "only_quotes", "line_feeds", "delimiters",
  "columns_512", "nul_bytes", "only_nul", "mixed_ends"];
const kHostileSlowdown = 3;
const kHostileExtraMib = 64;

const fail = (message) => {
  console.error(`peers: ${message}`);
  process.exit(1);
};
const note = (message) => console.error(`peers: ${message}`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const chosen = (key) => options.only === "" || new RegExp(options.only).test(key);

const bench_env = { ...process.env, DESIL_BENCH_DATA: options.data };
function bench(args) {
  const run = spawnSync(options.bench, args, { env: bench_env, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (run.status !== 0) fail(`${options.bench} ${args.join(" ")} ended with ${run.status}: ${run.stderr.slice(-400)}`);
  return run.stdout;
}
const kBenchmarks = bench(["--benchmark_list_tests=true", "--benchmark_filter=^ingest/"]).split("\n");

let context; // of desil_bench: threads, SIMD level
// One run of ours: seconds, processor seconds, answer; or what is missing.
function run_ours(variant, file) {
  // The benchmarks stand in the order of their levels: the last is the highest of this machine.
  const name = kBenchmarks.findLast((known) => known.startsWith(`ingest/${variant}/`) && known.includes(`/${file}/`));
  if (name === undefined) return { missing: `desil_bench has no ingest/${variant} of ${file}` };
  const report = JSON.parse(
    bench([`--threads=${options.threads}`, `--benchmark_filter=^${name.replaceAll(".", "\\.")}$`,
      "--benchmark_format=json", "--benchmark_min_time=0.001"]),
  );
  context = report.context;
  const [result] = report.benchmarks;
  if (result.error_occurred) return { missing: result.error_message };
  return {
    seconds: result.real_time / 1e3,
    cpu_s: result.cpu_s,
    extra_mib: result.extra_mib,
    answer: Object.fromEntries(result.label.split(" ").map((pair) => pair.split("="))),
  };
}

const run_peer = (peer, task, file) => run_peer_on(peer, task, join(options.data, file));
function run_peer_on(peer, task, path) {
  const env = { ...process.env, DESIL_PEERS_THREADS: options.threads, POLARS_MAX_THREADS: options.threads };
  const args = [join(here, "run_peer.mjs"), peer, task, path];
  const run = spawnSync(process.execPath, args, { env, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (run.status !== 0) return { missing: run.stderr.trim().slice(-600) };
  return JSON.parse(run.stdout.trim().split("\n").at(-1));
}

// Names changed by a peer are not our normalised ones, whose rules are more; the rest of the answer is the same.
function check_answers(row, name, seen, wanted) {
  for (const [what, value] of Object.entries(wanted)) {
    if (what === "name_bytes" && row.task === "ingest_csv_names") continue;
    if (String(seen[what]) !== value) fail(`${row.key}: ${name} answers ${what} = ${seen[what]}, desil ${value}`);
  }
}

// As reading leaves it there. What writing has left lies in single pages, which all engines read at half the speed or
// less, and how many changes from one making of the file to the next.
function bring_into_page_cache(path) {
  for (const [command, ...args] of [["sync", path], ["dd", `if=${path}`, "iflag=nocache", "count=0", "status=none"],
    ["cat", path]]) spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
}

const versions = {};
function measure(row) {
  const bytes = statSync(join(options.data, row.file)).size;
  if (!kBenchmarks.some((name) => name.startsWith(`ingest/${row.ours}/`))) {
    const missing = { desil: `desil_bench has no ingest/${row.ours} yet` };
    return { ...row, bytes, engines: {}, ratios: {}, cpu_ratios: {}, missing };
  }
  const runs = { desil: [], ...Object.fromEntries(Object.keys(peers_there).map((peer) => [peer, []])) };
  const missing = {};
  bring_into_page_cache(join(options.data, row.file));
  for (let round = 0; round < Number(options.rounds); ++round) {
    for (const engine of Object.keys(runs)) {
      if (missing[engine]) continue;
      note(`${row.key}, round ${round + 1}: ${engine}`);
      const result = engine === "desil" ? run_ours(row.ours, row.file) : run_peer(engine, row.task, row.file);
      if (result.missing) missing[engine] = result.missing;
      else runs[engine].push(result);
      if (result.seconds) note(`  ${result.seconds.toFixed(3)} s, ${result.cpu_s.toFixed(3)} processor s`);
      if (result.version) versions[engine] = result.version;
    }
  }
  for (const [engine, why] of Object.entries(missing)) {
    if (engine !== "desil" && row.bars[engine] !== undefined) fail(`${row.key}: ${engine} failed: ${why}`);
    note(`${row.key}: ${engine}: ${why}`);
  }
  const wanted = runs.desil[0]?.answer ?? Object.values(runs).flat()[0].answer;
  for (const [engine, results] of Object.entries(runs)) {
    for (const result of results) check_answers(row, engine, result.answer, wanted);
  }
  const engines = {};
  for (const [engine, results] of Object.entries(runs)) {
    if (results.length === 0) continue;
    const pick = (field) => {
      const values = results.map((result) => result[field]);
      return engine === "desil" ? median(values) : Math.min(...values);
    };
    const seconds = pick("seconds");
    engines[engine] = {
      seconds,
      cpu_s: pick("cpu_s"),
      mb_per_s: bytes / seconds / 1e6,
      mrows_per_s: Number(wanted.rows) / seconds / 1e6,
      memory_mib: engine === "desil" ? results[0].extra_mib : results[0].peak_mib,
      all_seconds: results.map((result) => result.seconds),
    };
  }
  const ratios = {};
  const cpu_ratios = {};
  for (const peer of Object.keys(kPeers)) {
    if (!engines.desil || !engines[peer]) continue;
    ratios[peer] = engines[peer].seconds / engines.desil.seconds;
    cpu_ratios[peer] = engines[peer].cpu_s / engines.desil.cpu_s;
  }
  return { ...row, bytes, rows: Number(wanted.rows), engines, ratios, cpu_ratios, missing };
}

function judge(row, rows) {
  const verdicts = Object.entries(row.bars).map(([peer, least]) => ({
    bar: `≥ ${least} × ${kPeers[peer]}`,
    met: row.ratios[peer] !== undefined && row.ratios[peer] >= least,
  }));
  if (row.against) {
    const other = rows.find((candidate) => candidate.key === row.against.key)?.engines.desil;
    const share = row.engines.desil && other ? row.engines.desil.mb_per_s / other.mb_per_s : undefined;
    row.share = share;
    verdicts.push({
      bar: `≥ ${row.against.least} of our ${row.against.key}${share ? ` (${share.toFixed(2)})` : ""}`,
      met: share === undefined && row.engines.desil ? undefined : share >= row.against.least,
    });
  }
  // Undecided where the row that it is held against was not measured.
  const decided = verdicts.every((verdict) => verdict.met !== undefined) && verdicts.length > 0;
  row.met = decided ? verdicts.every((verdict) => verdict.met) : undefined;
  row.bar_text = verdicts.map((verdict) => verdict.bar).join(", ");
}

function measure_hostile() {
  const shape = (file) => {
    const results = [];
    bring_into_page_cache(join(options.data, file));
    for (let round = 0; round < Number(options.rounds); ++round) {
      const result = run_ours("stream", file);
      if (result.missing) return { file, missing: result.missing };
      results.push(result);
      note(`${file}: ${result.seconds.toFixed(3)} s, ${result.cpu_s.toFixed(3)} processor s, ${result.extra_mib.toFixed(0)} MiB`);
    }
    const bytes = statSync(join(options.data, file)).size;
    const seconds = median(results.map((result) => result.seconds));
    const cpu_s = median(results.map((result) => result.cpu_s));
    return { file, bytes, seconds, cpu_s, ns_per_byte: (seconds / bytes) * 1e9,
      extra_mib: Math.max(...results.map((result) => result.extra_mib)), answer: results[0].answer };
  };
  note("hostile shapes");
  const clean = shape("dukcapil.csv");
  const rows = kHostile.filter((name) => chosen("hostile_" + name)).map((name) => shape(`hostile_${name}.csv`));
  for (const row of rows) {
    if (row.missing || clean.missing) continue;
    row.slowdown = row.ns_per_byte / clean.ns_per_byte;
    row.more_mib = row.extra_mib - clean.extra_mib;
    row.met = row.slowdown <= kHostileSlowdown && row.more_mib <= kHostileExtraMib;
  }
  return { clean, rows };
}

// Ours at the highest SIMD level and at AVX2, which is held against it.
function measure_scores(chosen_rows) {
  const report_of = (level) => {
    const args = [`--threads=${options.threads}`, "--benchmark_format=json", "--benchmark_min_time=0.2",
      `--benchmark_filter=^score_families/${level}/rows:4e6/`];
    const report = JSON.parse(bench(args));
    context = report.context;
    return report.benchmarks?.[0];
  };
  const levels = bench(["--benchmark_list_tests=true", "--benchmark_filter=^score_families/"]).split("\n")
    .filter((line) => line !== "").map((line) => line.split("/")[1]);
  const best = levels.at(-1);
  const ours = { level: best, seconds: [], share: [], read_gb_s: [], avx2_seconds: [] };
  const peers = Object.fromEntries(chosen_rows.map((row) => [row.key, []]));
  let wanted;
  for (let round = 0; round < Number(options.rounds); ++round) {
    const result = report_of(best);
    if (result.error_occurred) fail(`score_families: ${result.error_message}`);
    wanted = Object.fromEntries(result.label.split(" ").map((pair) => pair.split("=")));
    ours.seconds.push(result.real_time / 1e9);
    ours.share.push(result.read_share);
    ours.read_gb_s.push(result.read_gb_s);
    if (levels.includes("avx2") && best !== "avx2") ours.avx2_seconds.push(report_of("avx2").real_time / 1e9);
    note(`score, round ${round + 1}: desil ${(result.real_time / 1e9).toFixed(4)} s, ` +
      `${result.read_share.toFixed(2)} of ${result.read_gb_s.toFixed(1)} GB/s`);
    for (const row of chosen_rows) {
      const peer = run_peer_on("duckdb", row.key, String(kScoreRows));
      if (peer.missing) fail(`${row.key}: duckdb failed: ${peer.missing}`);
      check_answers(row, "duckdb", peer.answer, wanted);
      versions.duckdb = peer.version;
      peers[row.key].push(peer.seconds);
      note(`${row.key}, round ${round + 1}: duckdb ${peer.seconds.toFixed(3)} s`);
    }
  }
  const seconds = median(ours.seconds);
  const mfamilies = (time) => kScoreRows / time / 1e6;
  return {
    level: best,
    mfamilies_per_s: mfamilies(seconds),
    read_share: median(ours.share),
    read_gb_s: median(ours.read_gb_s),
    avx2_share: ours.avx2_seconds.length > 0 ? seconds / median(ours.avx2_seconds) : undefined,
    rows: chosen_rows.map((row) => {
      const theirs = Math.min(...peers[row.key]);
      const ratio = theirs / seconds;
      const met = row.bar === undefined ? undefined : ratio >= row.bar;
      return { ...row, mfamilies_per_s: mfamilies(theirs), ratio, met };
    }),
  };
}

// Ours on one core, theirs on all.
function measure_names(row) {
  const filter = `^name_pairs/jaro_winkler/[a-z0-9]+/block:${row.block}$`;
  const name = bench(["--benchmark_list_tests=true", `--benchmark_filter=${filter}`]).trim().split("\n").at(-1);
  const seconds = [], theirs = [];
  let result;
  for (let round = 0; round < Number(options.rounds); ++round) {
    bench_env.DESIL_BENCH_NAMES = options.data;
    const report = JSON.parse(bench(["--benchmark_format=json", `--benchmark_filter=^${name}$`]));
    context ??= report.context;
    [result] = report.benchmarks;
    if (result.error_occurred) fail(`${name}: ${result.error_message}`);
    seconds.push(result.real_time / 1e9);
    const peer = run_peer_on("duckdb", row.key, join(options.data, `${row.key}.csv`));
    if (peer.missing) fail(`${row.key}: duckdb failed: ${peer.missing}`);
    check_answers(row, "duckdb", peer.answer, Object.fromEntries(result.label.split(" ").map((pair) => pair.split("="))));
    versions.duckdb = peer.version;
    theirs.push(peer.seconds);
    note(`${row.key}, round ${round + 1}: desil ${seconds.at(-1).toFixed(5)} s, duckdb ${peer.seconds.toFixed(3)} s`);
  }
  const pairs = result.items_per_second * (result.real_time / 1e9);
  const ratio = Math.min(...theirs) / median(seconds);
  return { ...row, level: name.split("/")[2], mpairs_per_s: pairs / median(seconds) / 1e6,
    duckdb_mpairs_per_s: pairs / Math.min(...theirs) / 1e6, ratio, met: ratio >= row.bar };
}

function names_table(names) {
  const lines = [
    "",
    "Pairs of names of the nation that are alike (Jaro-Winkler from 0.85), within blocks; ours on one core, DuckDB's " +
      "self-join on all:",
    "",
    "| Names a block | ours, million pairs/s | DuckDB | ours : DuckDB | bar | |",
    "|---:|---:|---:|---:|---|---|",
  ];
  for (const row of names) {
    lines.push(`| ${row.block} | ${row.mpairs_per_s.toFixed(0)} (${row.level}) | ${row.duckdb_mpairs_per_s.toFixed(1)} | ` +
      `${row.ratio.toFixed(0)} | ≥ ${row.bar} × | ${verdict(row.met)} |`);
  }
  return lines.join("\n");
}

function score_table(scores) {
  const avx2 = scores.avx2_share === undefined ? "" : `, AVX2 ${scores.avx2_share.toFixed(2)} of it`;
  const lines = [
    "",
    `PMT scores of ${kScoreRows} families, 40 look-ups each by regency (514 models, coefficients of 25 bits): ` +
      `${scores.mfamilies_per_s.toFixed(0)} million families/s (${scores.level}${avx2}), which reads the levels at ` +
      `${scores.read_share.toFixed(2)} of the read bandwidth of ${scores.read_gb_s.toFixed(1)} GB/s.`,
    "",
    "| DuckDB | million families/s | ours : DuckDB | bar | |",
    "|---|---:|---:|---|---|",
  ];
  for (const row of scores.rows) {
    const bar = row.bar === undefined ? "" : `≥ ${row.bar} ×`;
    lines.push(`| ${row.what} | ${row.mfamilies_per_s.toFixed(2)} | ${row.ratio.toFixed(0)} | ${bar} | ${verdict(row.met)} |`);
  }
  return lines.join("\n");
}

const verdict = (met) => (met === undefined ? "" : (met ? "met" : "**missed**") + (busy ? " (busy machine)" : ""));
const rate = (result) => (result ? `${result.mb_per_s.toFixed(0)} · ${result.mrows_per_s.toFixed(1)}` : "–");
const ratio = (row, peer) =>
  row.ratios[peer] === undefined ? "–" : `${row.ratios[peer].toFixed(1)} (${row.cpu_ratios[peer].toFixed(1)})`;

function ingest_table(rows, names) {
  const lines = [
    `| MB/s · million rows/s | Desil | ${names.map((peer) => kPeers[peer]).join(" | ")} | ` +
      `${names.map((peer) => `ours : ${kPeers[peer]}`).join(" | ")} | bar | |`,
    `|---|${"---:|".repeat(1 + 2 * names.length)}---|---|`,
  ];
  for (const row of rows) {
    const ours = row.missing.desil ? `– (${row.missing.desil.split(". ")[0]})` : rate(row.engines.desil);
    lines.push(
      `| ${row.what} | ${ours} | ${names.map((peer) => rate(row.engines[peer])).join(" | ")} | ` +
        `${names.map((peer) => ratio(row, peer)).join(" | ")} | ${row.bar_text} | ${verdict(row.met)} |`,
    );
  }
  return [...lines, "", "Ratios are of time, in brackets of processor time, which a busy machine disturbs less.", ""];
}

function table(report) {
  const names = Object.keys(kPeers).filter((peer) => report.versions[peer]);
  const lines = [
    `${report.date}, ${report.machine.cpu}, ${report.machine.threads} threads, SIMD ${report.machine.simd}, load ` +
      `${report.machine.load} at the start; Desil ${report.revision}, ` +
      names.map((peer) => `${kPeers[peer]} ${report.versions[peer]}`).join(", ") +
      `. ${report.rounds} rounds: the median of ours, the best of theirs.`,
    "",
  ];
  if (report.rows.length > 0) lines.push(...ingest_table(report.rows, names));
  const { clean, rows } = report.hostile;
  if (rows.length === 0) return lines.join("\n");
  lines.push(
    `| hostile file (Desil alone, rows streamed) | rows: read = accepted + rejected | ns a byte | of clean | ` +
      `memory above clean, MiB | bar: ≤ ${kHostileSlowdown} ×, ≤ ${kHostileExtraMib} MiB |`,
    "|---|---:|---:|---:|---:|---|",
  );
  const counts = (a) => `${a.rows_read} = ${a.accepted} + ${a.rejected}`;
  if (!clean.missing) {
    lines.push(`| clean | ${counts(clean.answer)} | ${clean.ns_per_byte.toFixed(2)} | 1.0 | 0 (${clean.extra_mib.toFixed(0)}) | |`);
  }
  for (const row of rows) {
    lines.push(
      row.missing
        ? `| ${row.file} | ${row.missing} | | | | **missed** |`
        : `| ${row.file} | ${counts(row.answer)} | ${row.ns_per_byte.toFixed(2)} | ${row.slowdown?.toFixed(1)} | ` +
            `${row.more_mib?.toFixed(0)} | ${verdict(row.met)} |`,
    );
  }
  return lines.join("\n");
}

const load = loadavg()[0].toFixed(1);
const busy = load > 0.5 * cpus().length;
if (busy) note(`the machine is busy (load ${load}): times are not to be relied on`);
const peers_there = {};
for (const peer of Object.keys(kPeers)) {
  const package_name = { duckdb: "@duckdb/node-api", polars: "nodejs-polars", clickhouse: "chdb" }[peer];
  try {
    statSync(join(process.env.DESIL_PEERS_MODULES, "node_modules", package_name));
    peers_there[peer] = true;
  } catch {
    if (peer !== "clickhouse") fail(`${package_name} is not installed`);
    note("ClickHouse (chdb) is not installed: its column is left out");
  }
}
const rows = kRows.filter((row) => chosen(row.key)).map(measure);
for (const row of rows) judge(row, rows);
const hostile = chosen("hostile") || kHostile.some((name) => chosen("hostile_" + name))
  ? measure_hostile() : { clean: {}, rows: [] };
const chosen_scores = kScores.filter((row) => chosen(row.key));
const scores = chosen_scores.length > 0 ? measure_scores(chosen_scores) : undefined;
const names = kNames.filter((row) => chosen(row.key)).map(measure_names);
const report = {
  date: new Date().toISOString().slice(0, 10),
  machine: { cpu: cpus()[0].model, cores: cpus().length, threads: options.threads, simd: context?.simd ?? "?", load },
  revision: options.revision,
  versions: { ...versions, node: process.version },
  rounds: Number(options.rounds),
  rows,
  scores,
  names,
  hostile,
};
console.log(table(report) + (scores ? "\n" + score_table(scores) : "") +
  (names.length > 0 ? "\n" + names_table(names) : ""));
const missed = [...rows, ...(scores?.rows ?? []), ...names, ...hostile.rows].filter((row) => row.met === false || typeof row.missing === "string");
note(missed.length === 0 ? "every bar is met" : `bars missed: ${missed.map((row) => row.key ?? row.file).join(", ")}`);
if (options.json) writeFileSync(options.json, JSON.stringify(report, null, 2) + "\n");
