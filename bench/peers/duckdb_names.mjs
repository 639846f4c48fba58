// Similar names within blocks in DuckDB: a self-join on the block with Jaro-Winkler at 0.85, in memory, all threads. The
// names are those of bench/kernels/name_pairs_bench.cpp, which writes them to a file. Task: names_8, names_222; the
// number is the size of a block.

// The least that our kernel keeps; similarities are whole units of 1/65536 there, rounded down.
const kLeast = 55706 / 65536;

export const prepare = (connection, file) =>
  connection.run(`CREATE TABLE names AS SELECT * FROM read_csv('${file}', header = true, columns =
    {'row': 'INTEGER', 'block': 'INTEGER', 'name': 'VARCHAR'})`);

export const pairs = `CREATE OR REPLACE TABLE pairs AS SELECT a.row AS a, b.row AS b FROM names a JOIN names b
  ON a.block = b.block AND a.row < b.row WHERE jaro_winkler_similarity(a.name, b.name) >= ${kLeast}`;

export const answer = `SELECT count(*)::VARCHAR AS pairs, sum(a)::VARCHAR AS sum_a, sum(b)::VARCHAR AS sum_b FROM pairs`;
