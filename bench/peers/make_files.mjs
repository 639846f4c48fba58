// Makes the variants of the registry's CSV: `node make_files.mjs FOLDER` reads FOLDER/dukcapil.csv and writes beside
// it what is missing. Each file goes to a temporary name first. hostile_*.csv are of 64 MiB, the shapes of attack
// T1: what they hold is said with each.
import { closeSync, createReadStream, existsSync, openSync, renameSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const folder = process.argv[2];
const source = join(folder, "dukcapil.csv");
const kHostileBytes = 64 * 2 ** 20;
const kNameCell = 2;

class Writer {
  constructor(path) {
    this.path = path;
    this.file = openSync(path + ".tmp", "w");
    this.parts = [];
    this.held = 0;
    this.bytes = 0;
  }
  add(text) {
    this.parts.push(text);
    this.held += text.length;
    this.bytes += text.length;
    if (this.held > 2 ** 20) this.flush();
  }
  flush() {
    const bytes = Buffer.from(this.parts.join(""));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    this.parts = [];
    this.held = 0;
  }
  close() {
    this.flush();
    closeSync(this.file);
    renameSync(this.path + ".tmp", this.path);
  }
}

async function* lines_of(path) {
  yield* createInterface({ input: createReadStream(path, { highWaterMark: 2 ** 20 }), crlfDelay: Infinity });
}

// 5 % of the names stand in quotes: of 80 names two plainly quoted, one with a comma, one with doubled quotes.
function quoted(line, row) {
  if (row % 20 !== 0) return line;
  const cells = line.split(",");
  if (row % 80 === 20) cells[kNameCell] += ", SE";
  if (row % 80 === 60) cells[kNameCell] = cells[kNameCell].replace(/^(\S+)/, '""$1""');
  cells[kNameCell] = `"${cells[kNameCell]}"`;
  return cells.join(",");
}

async function make_quoted() {
  const out = new Writer(join(folder, "dukcapil_quoted.csv"));
  let row = 0;
  for await (const line of lines_of(source)) {
    out.add((row === 0 ? line : quoted(line, row)) + "\n");
    ++row;
  }
  out.close();
}

const made_up = Array.from({ length: 504 }, (_, i) => "c" + String(i + 1).padStart(3, "0"));
const with_name = (line, change) => {
  const cells = line.split(",");
  cells[kNameCell] = change(cells[kNameCell]);
  return cells.join(",");
};
const every_row = (change) => (out, rows) => {
  for (let i = 0; out.bytes < kHostileBytes; ++i) out.add(change(rows[i % rows.length], i));
};

// What follows the header; `rows` are good rows of the registry.
const shapes = {
  // One line without end between good rows.
  long_line: (out, rows) => {
    for (const row of rows) out.add(row + "\n");
    while (out.bytes < kHostileBytes) out.add("A".repeat(2 ** 16));
    for (const row of rows) out.add("\n" + row);
  },
  // A quote opens in the second row and never closes.
  open_quote: every_row((row, i) => (i === 1 ? with_name(row, (name) => '"' + name) : row) + "\n"),
  // A quote opens in the name of every row and never closes.
  stray_quotes: every_row((row) => with_name(row, (name) => '"' + name) + "\n"),
  // Every cell in quotes, as it may be.
  quoted_cells: every_row((row) => `"${row.replaceAll(",", '","')}"\n`),
  // Nothing but quotes.
  only_quotes: (out) => every_row(() => '"'.repeat(4096))(out, [""]),
  line_feeds: (out) => every_row(() => "\n".repeat(4096))(out, [""]),
  delimiters: (out) => every_row((_, i) => (i % 16 === 15 ? "\n" : ",".repeat(4096)))(out, [""]),
  // 512 columns: those of the registry and 504 that are passed over.
  columns_512: every_row((row) => row + ",1".repeat(made_up.length) + "\n"),
  nul_bytes: every_row((row) => with_name(row, (name) => name.slice(0, 2) + "\0" + name.slice(2)) + "\n"),
  only_nul: (out) => every_row(() => "\0".repeat(4096))(out, [""]),
  mixed_ends: every_row((row, i) => row + ["\n", "\r\n", "\r"][i % 3]),
};

async function make_hostile(name) {
  const rows = [];
  let header = "";
  for await (const line of lines_of(source)) {
    if (header === "") header = line;
    else rows.push(line);
    if (rows.length === 20000) break;
  }
  const out = new Writer(join(folder, `hostile_${name}.csv`));
  out.add((name === "columns_512" ? [header, ...made_up].join(",") : header) + "\n");
  shapes[name](out, rows);
  out.close();
}

if (!existsSync(join(folder, "dukcapil_quoted.csv"))) await make_quoted();
for (const name of Object.keys(shapes)) {
  if (!existsSync(join(folder, `hostile_${name}.csv`))) await make_hostile(name);
}
