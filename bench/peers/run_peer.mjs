// Runs one task in one peer: `node run_peer.mjs PEER TASK FILE`, modules from DESIL_PEERS_MODULES, threads from
// DESIL_PEERS_THREADS. The task runs once to warm up, then once timed; prints one JSON object with seconds,
// processor seconds, peak memory of the process, version and answer.
import { createRequire } from "node:module";
import { writeSync } from "node:fs";

const [peer, task, file] = process.argv.slice(2);
const load = createRequire(`${process.env.DESIL_PEERS_MODULES}/`);
const engine = await (await import(`./${peer}.mjs`)).open(load, Number(process.env.DESIL_PEERS_THREADS));
await engine.prepare?.(task, file);
await engine.read(task, file);
const processor = process.cpuUsage();
const start = performance.now();
await engine.read(task, file);
const seconds = (performance.now() - start) / 1e3;
const used = process.cpuUsage(processor);
const result = {
  seconds,
  cpu_s: (used.user + used.system) / 1e6,
  peak_mib: process.resourceUsage().maxRSS / 1024,
  version: engine.version,
  answer: await engine.answer(task),
};
engine.close?.();
writeSync(1, JSON.stringify(result) + "\n");
process.exit(0);
