// DuckDB in memory, all threads, its best plan: the order of the rows is not kept, no quotes are looked for in a
// file that has none (ingest_csv.sql). Text is checked to be UTF-8 by the reader.
import { readFileSync } from "node:fs";

import * as names from "./duckdb_names.mjs";
import * as scores from "./duckdb_score.mjs";

const sql = (name, file) =>
  readFileSync(new URL(`duckdb/${name}.sql`, import.meta.url), "utf8").replaceAll("${file}", file);

const statement = (task, file) =>
  task.startsWith("score_") ? scores.score(task) : task.startsWith("names_") ? names.pairs : sql(task, file);
const answer = (task) =>
  task.startsWith("score_") ? scores.answer : task.startsWith("names_") ? names.answer : sql("answer");

export async function open(load, threads) {
  const duckdb = load("@duckdb/node-api");
  const instance = await duckdb.DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  return {
    version: duckdb.version(),
    // Of a task that times no reading; `file` of a score is the number of rows.
    prepare: async (task, file) => {
      if (task.startsWith("score_")) await scores.prepare(connection, task, Number(file));
      if (task.startsWith("names_")) await names.prepare(connection, file);
    },
    read: async (task, file) => void (await connection.run(statement(task, file))),
    answer: async (task) => (await connection.runAndReadAll(answer(task))).getRowObjectsJson()[0],
  };
}
