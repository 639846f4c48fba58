// ClickHouse as a library (chdb), a table in memory, all threads for parsing and inserting. Optional: where the
// package is not installed the column stays empty.
import { readFileSync } from "node:fs";

const sql = (name, file, threads) =>
  readFileSync(new URL(`clickhouse/${name}.sql`, import.meta.url), "utf8")
    .replaceAll("${file}", file)
    .replaceAll("${threads}", threads);

export async function open(load, threads) {
  const { Session } = load("chdb");
  const session = new Session();
  const run = (name, file) => {
    let last = "";
    for (const statement of sql(name, file, threads).split(";")) {
      if (statement.trim() !== "") last = session.query(statement, "JSONEachRow");
    }
    return last;
  };
  session.query("CREATE DATABASE IF NOT EXISTS peers ENGINE = Memory");
  return {
    version: load("chdb/package.json").version,
    read: async (task, file) => void run(task, file),
    answer: async () => JSON.parse(run("answer")),
    close: () => session.cleanup(),
  };
}
