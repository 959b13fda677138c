import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const backend = join(import.meta.dirname, '..', '..');

/** A build of this very source, for tests of the process: below the project, where its packages are found. */
export function buildForTest(): { main: string; remove(): void } {
  const projectFolder = join(backend, '..', '.kraken');
  mkdirSync(projectFolder, { recursive: true });
  const folder = mkdtempSync(join(projectFolder, 'test-backend-'));
  execFileSync(process.execPath, [join(backend, 'build.mjs'), '--out', folder]);
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true }) };
}

export type Report =
  { type: 'ready'; url: string; setupLink?: string } | { type: 'failed'; message: string };

/** The backend as `npm start` runs it: a process of its own, with a channel to its parent. */
export class KrakenProcess {
  readonly child: ChildProcess;
  /** What it wrote to standard error. */
  complaints = '';
  /** What it told its parent first. */
  readonly report: Promise<Report>;
  /** How it ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(main: string, env: Record<string, string>) {
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // A test run that is cut short must not leave a process behind.
    const killWithParent = (): void => void this.child.kill('SIGKILL');
    process.once('exit', killWithParent);
    this.child.once('exit', () => process.off('exit', killWithParent));
    this.child.stderr?.on('data', (text: Buffer) => (this.complaints += text.toString()));
    this.report = new Promise((resolve, reject) => {
      this.child.once('message', (message) => resolve(message as Report));
      this.child.once('exit', () => reject(new Error(`ended without a word: ${this.complaints}`)));
    });
    // Who asks only how it ended need not hear that it said nothing.
    this.report.catch(() => undefined);
    // Not `close`: that one never comes after the channel was cut from this side.
    const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
      (resolve) => {
        this.child.once('exit', (code, signal) => resolve({ code, signal }));
      },
    );
    const said = new Promise((resolve) => this.child.stderr?.once('end', resolve));
    this.ended = Promise.all([exited, said]).then(([how]) => how);
  }

  async ready(): Promise<string> {
    const report = await this.report;
    if (report.type === 'failed') throw new Error(report.message);
    return report.url.replace('localhost', '127.0.0.1');
  }

  /** Ends it at once, if it still runs. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'kraken-process-'));
}
