// DuckDB in memory, all threads, its best plan: the order of the rows is not kept, no quotes are looked for in a
// file that has none (ingest_csv.sql). Text is checked to be UTF-8 by the reader.
import { readFileSync } from "node:fs";

import * as scores from "./duckdb_score.mjs";

const sql = (name, file) =>
  readFileSync(new URL(`duckdb/${name}.sql`, import.meta.url), "utf8").replaceAll("${file}", file);

export async function open(load, threads) {
  const duckdb = load("@duckdb/node-api");
  const instance = await duckdb.DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  return {
    version: duckdb.version(),
    // A task on no file: `file` is the number of rows.
    prepare: async (task, file) => {
      if (task.startsWith("score_")) await scores.prepare(connection, task, Number(file));
    },
    read: async (task, file) =>
      void (await connection.run(task.startsWith("score_") ? scores.score(task) : sql(task, file))),
    answer: async (task) =>
      (await connection.runAndReadAll(task.startsWith("score_") ? scores.answer : sql("answer"))).getRowObjectsJson()[0],
  };
}
