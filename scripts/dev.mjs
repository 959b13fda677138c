/**
 * `npm run dev`: Vite's server in front, the backend behind it, both following every change. The data are apart from
 * those of `npm start`, and begin with the seeded people and their community.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentFor } from './bootstrap/npm.mjs';
import { ensureKrakenFolder, inProject, toolPath } from './bootstrap/paths.mjs';
import { removeStamp } from './bootstrap/stamps.mjs';
import { runMain } from './bootstrap/steps.mjs';
import { BackendRunner } from './dev/backend-runner.mjs';
import { prepareDataFolder, prepareLogFile } from './start/data-folder.mjs';
import { choosePort } from './start/port.mjs';

/** Where Vite's proxy looks for the backend. */
const backendPort = 3000;
const node = process.execPath;

await runMain(async () => {
  await choosePort({ HOST: process.env['HOST'], PORT: String(backendPort) });
  const dataFolder = prepareDataFolder({
    KRAKEN_DATA: process.env['KRAKEN_DATA'] || join(ensureKrakenFolder(), 'dev-data'),
  });
  const settings = {
    NODE_ENV: 'development',
    PORT: String(backendPort),
    KRAKEN_DATA: dataFolder,
    LOG_FILE: prepareLogFile(dataFolder),
  };
  // The watcher builds into the same folder as `npm start`, which must not trust it afterwards.
  removeStamp('backend');
  const builder = spawn(node, ['build.mjs', '--watch'], {
    cwd: inProject('backend'),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const runner = new BackendRunner(node, settings);
  builder.on('message', () => runner.restart());
  const vite = spawn(node, [toolPath('vite', 'vite', 'frontend')], {
    cwd: inProject('frontend'),
    env: environmentFor(node),
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => vite.kill());
  }
  // Vite in the foreground decides: `q` or Ctrl-C there ends everything.
  await new Promise((settle) => vite.once('close', settle));
  builder.kill();
  await runner.stop();
});
