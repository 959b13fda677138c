import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Launch {
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** A server under measurement: one process with all its threads. Linux only, by /proc. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly #stderr: string[] = [];

  private constructor(child: ChildProcess) {
    this.child = child;
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.push(chunk.toString()));
  }

  /** Starts Node with these arguments and resolves with its `ready` message. */
  static async start<Ready>({ args, env, cwd }: Launch): Promise<[ServerProcess, Ready]> {
    const child = spawn(process.execPath, args, {
      ...(cwd ? { cwd } : {}),
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const server = new ServerProcess(child);
    const ready = await new Promise<Ready>((resolve, reject) => {
      child.on('message', (message: { type: string; message?: string }) => {
        if (message.type === 'ready') resolve(message as Ready);
        if (message.type === 'failed') reject(new Error(message.message));
      });
      child.once('exit', (code) =>
        reject(new Error(`exited with ${code} before it was ready\n${server.#stderr.join('')}`)),
      );
    });
    return [server, ready];
  }

  /** CPU milliseconds spent so far, user and system, all threads. */
  cpu(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  }

  /** Resident memory in megabytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }
}
