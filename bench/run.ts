/**
 * Measures Kraken against a stock Socket.IO server in one run and writes docs/reference/benchmarks.md.
 * `npm run bench` builds what is stale first. Takes about five minutes on two cores; Linux only.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { type Figure, show } from './harness/figures.ts';
import { startKraken, stopKraken } from './harness/kraken.ts';
import { crowd, leave, stockRoom } from './harness/load.ts';
import { startStock } from './harness/stock.ts';
import { measureCpuPerMessage, messagesSent } from './rows/01-cpu-per-message.ts';
import { measureQuietDelivery } from './rows/04-quiet-delivery.ts';
import { measureHistoryPage } from './rows/05-history-page.ts';
import { measureColdStart } from './rows/13-cold-start.ts';
import { measureIdleMemory } from './rows/14-idle-memory.ts';
import { measureFirstLoad } from './rows/16-first-load.ts';

const REPORT = new URL('../docs/reference/benchmarks.md', import.meta.url);
const MEMBERS = 100;

const figures: Figure[] = [];
const add = (...more: Figure[]): void => {
  for (const figure of more) {
    figures.push(figure);
    console.log(line(figure));
  }
};

const stock = await startStock();
const kraken = await startKraken();
const [mine] = await crowd(kraken, MEMBERS);
const control = await stockRoom(stock, MEMBERS);
const cpu = await measureCpuPerMessage(mine, control);
add(cpu.figure);
add(...(await measureQuietDelivery(mine, control, messagesSent)));
leave(mine);
leave(control);
await stock.server.stop();
add(...(await measureHistoryPage(kraken, cpu.stock)));
const browser = process.env['KRAKEN_BROWSER'] ?? '/usr/bin/chromium';
if (existsSync(browser)) add(...(await measureFirstLoad(kraken)));
else console.log(`row 16 skipped: no browser at ${browser}`);
await kraken.server.stop();
add(await measureColdStart(kraken.data, kraken.owner.token));
add(await measureIdleMemory(kraken.data));
await stopKraken(kraken);
writeFileSync(REPORT, report());

function line(figure: Figure): string {
  const ratio = figure.ratio === null ? '–' : `${show(figure.ratio)} ×`;
  return `| ${figure.row} | ${figure.metric} | ${figure.measured} | ${figure.control} | ${ratio} | ${figure.aim} | ${figure.met ? 'yes' : '**no**'} |`;
}

function report(): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Linux ${release()}, Node ${process.version}`;
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)} (${machine}). Ratios compare figures of one run;
absolute figures are worth only as much as the machine. CPU counts all threads of the server process, so the
store too. A run that loses or doubles one delivery stops with an error.

| Row | Metric | Kraken | Control | Ratio | Aim | Met |
|---|---|---|---|---|---|---|
${figures.map(line).join('\n')}
`;
}
