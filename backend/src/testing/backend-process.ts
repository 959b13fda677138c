import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const entry = join(import.meta.dirname, '..', '..', 'dist', 'main.js');

type Report =
  { type: 'ready'; url: string; setupLink?: string } | { type: 'failed'; message: string };

/** The built backend in a process of its own, to be killed. */
export class BackendProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly setupLink: string | undefined,
    /** Resolves with the signal or the exit code that ended it. */
    readonly ended: Promise<string>,
  ) {}

  static async start(data: string, env: Record<string, string> = {}): Promise<BackendProcess> {
    const child = spawn(process.execPath, [entry], {
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: '0',
        KRAKEN_DATA: data,
        LOG_LEVEL: 'silent',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaints = '';
    child.stderr?.on('data', (chunk) => (complaints += String(chunk)));
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? String(code)));
    });
    const report = await new Promise<Report>((resolve) => {
      child.once('message', (message) => resolve(message as Report));
      void ended.then((end) =>
        resolve({ type: 'failed', message: `ended with ${end}: ${complaints}` }),
      );
    });
    if (report.type === 'failed') throw new Error(report.message);
    return new BackendProcess(
      child,
      report.url.replace('localhost', '127.0.0.1'),
      report.setupLink,
      ended,
    );
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
