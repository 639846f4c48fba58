// PMT scores in DuckDB: 40 look-ups by the family's regency in 514 models, all in memory, scores into a table. Families
// and models are those of bench/stages/scoring.cpp, by the same formulas. Two plans:
//
//   score_join   models as a table of a regency and 40 lists, joined to the families: how one writes it in SQL
//   score_list   all models in one list that every row indexes: no join, but the regency must be a running number
export const kFeatures = 40;
const kRegencies = 514;
const kSlots = 16;
const kIntercept = 14 * 2 ** 24;

const features = Array.from({ length: kFeatures }, (_, f) => f);
const each = (text, between) => features.map(text).join(between);

function level(f) {
  const h = `((i * 7919 + ${f * 104729} + (i >> 7) * 31) % 1000003)`;
  return `(CASE WHEN ${h} % 97 = 0 THEN 15 ELSE ${h} * ${h} % 1000003 % 10 END)::UTINYINT AS x${f}`;
}
function coefficient(regency, feature, slot) {
  const h = `((${regency} * 131 + ${feature} * 17 + ${slot} * 7919) % 1000003)`;
  return `(${h} * ${h} % 33554393 - 16777196)::INTEGER`;
}

const kPerRegency = kFeatures * kSlots;
const kTables = {
  score_join: `CREATE TABLE models AS SELECT g::SMALLINT AS g, ${each(
    (f) => `list_transform(range(${kSlots}), lambda l: ${coefficient("g", f, "l")}) AS w${f}`, ", ")}
    FROM range(${kRegencies}) r(g)`,
  score_list: `CREATE TABLE models AS SELECT list(c ORDER BY k) AS w FROM (SELECT k,
    ${coefficient(`(k // ${kPerRegency})`, `(k % ${kPerRegency} // ${kSlots})`, `(k % ${kSlots})`)} AS c
    FROM range(${kRegencies * kPerRegency}) r(k))`,
};
const kPlans = {
  score_join: `SELECT i, (${kIntercept} + ${each((f) => `w${f}[x${f} + 1]`, " + ")})::INTEGER AS score
    FROM families JOIN models USING (g)`,
  score_list: `SELECT i, (${kIntercept} +
    ${each((f) => `w[g::INTEGER * ${kPerRegency} + ${f * kSlots + 1} + x${f}]`, " + ")})::INTEGER AS score
    FROM families, models`,
};

// Families and models, before any time is taken.
export async function prepare(connection, task, rows) {
  await connection.run(`CREATE TABLE families AS SELECT i::INTEGER AS i,
    (((i + 1) * ${kRegencies} - 1) // ${rows})::SMALLINT AS g, ${each(level, ", ")} FROM range(${rows}) r(i)`);
  await connection.run(kTables[task]);
}

export const score = (task) => `CREATE OR REPLACE TABLE scores AS ${kPlans[task]}`;

export const answer = `SELECT count(*)::VARCHAR AS rows, sum(score)::VARCHAR AS sum,
  sum(score::BIGINT * (i % 251 + 1))::VARCHAR AS weighted, min(score)::VARCHAR AS least, max(score)::VARCHAR AS most
  FROM scores`;
