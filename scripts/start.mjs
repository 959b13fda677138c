/**
 * `npm start`: from a fresh clone to a running Kraken. Runs on Node 20 or newer; Kraken itself runs on Node 24.
 */
import { relative } from 'node:path';
import { ensureBuilt } from './bootstrap/builds.mjs';
import { ensureNode } from './bootstrap/node-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { root } from './bootstrap/paths.mjs';
import { Refusal, runMain } from './bootstrap/steps.mjs';
import { BackendProcess, describeEnding } from './start/backend-process.mjs';
import { prepareDataFolder, prepareLogFile } from './start/data-folder.mjs';
import { choosePort } from './start/port.mjs';

await runMain(async () => {
  const dataFolder = prepareDataFolder(process.env);
  // Asked before minutes of installing, and again below: what is free may have changed by then.
  await choosePort(process.env);
  const node = await ensureNode();
  await ensurePackages(node);
  await ensureBuilt(node, ['backend', 'frontend']);

  const port = await choosePort(process.env);
  const logFile = process.env['LOG_FILE'] || prepareLogFile(dataFolder);
  const backend = new BackendProcess(node, {
    PORT: String(port),
    KRAKEN_DATA: dataFolder,
    LOG_FILE: logFile,
  });
  const wasAskedToStop = stopOnSignals(backend);
  try {
    printBanner(await backend.ready(), { dataFolder, logFile });
  } catch (error) {
    if (wasAskedToStop()) return;
    await backend.stop();
    throw error;
  }
  const ending = await backend.ended;
  if (wasAskedToStop()) {
    console.log('Kraken has stopped.');
    return;
  }
  throw new Refusal(
    `Kraken stopped unexpectedly (${describeEnding(ending)}). The log is ${shown(logFile)}.\n\n${ending.complaints}`,
  );
});

/**
 * The first signal stops Kraken in order, a second one at once. Answers whether one came.
 * @param {BackendProcess} backend
 */
function stopOnSignals(backend) {
  let asked = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (asked) return backend.kill();
      asked = true;
      console.log('\nStopping Kraken …');
      void backend.stop();
    });
  }
  return () => asked;
}

/**
 * @param {import('./start/backend-process.mjs').Ready} ready
 * @param {{ dataFolder: string, logFile: string }} places
 */
function printBanner({ url, setupLink }, { dataFolder, logFile }) {
  const lines = ['', `  Kraken is running:  ${url}`, ''];
  if (!process.env['HOST']) {
    lines.push(
      '  Only this machine can reach it; `HOST=0.0.0.0 npm start` opens it to your network.',
      '',
    );
  }
  if (setupLink !== undefined) {
    lines.push(
      '  Open this link to become the first owner. It works once and expires;',
      '  `npm run setup-link` prints a new one.',
      '',
      `  ${setupLink}`,
      '',
    );
  }
  lines.push(`  Data  ${shown(dataFolder)}`, `  Log   ${shown(logFile)}`, '  Stop  Ctrl-C', '');
  console.log(lines.join('\n'));
}

/**
 * A path as short as it can be named from the project folder.
 * @param {string} path
 */
function shown(path) {
  const fromRoot = relative(root, path);
  return fromRoot.startsWith('..') ? path : fromRoot;
}
