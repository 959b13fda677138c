import { spawn } from 'node:child_process';
import { root } from '../bootstrap/paths.mjs';
import { Refusal, tail } from '../bootstrap/steps.mjs';
import { backendLaunch } from './launch.mjs';

/** How long a stop may take before it is forced: open requests and uploads get this long to end. */
const stopTimeoutMs = 15_000;
const readyTimeoutMs = 60_000;

/**
 * What the backend tells its parent over Node's IPC channel.
 * @typedef {{ type: 'ready', url: string, setupLink?: string }} Ready
 * @typedef {{ type: 'failed', message: string }} Failed
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, complaints: string }} Ending
 */

/** The backend as a child process. */
export class BackendProcess {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  #complaints = '';
  /** Settles when the process is gone. @type {Promise<Ending>} */
  ended;

  /**
   * @param {string} node
   * @param {Record<string, string>} settings environment variables beside the person's own
   * @param {readonly string[]} nodeArguments beside those that the backend always gets
   */
  constructor(node, settings, nodeArguments = []) {
    const launch = backendLaunch(node, settings);
    this.#child = spawn(node, [...nodeArguments, ...launch.arguments], {
      cwd: root,
      env: launch.env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.#complaints = tail(this.#complaints + text);
    });
    this.ended = new Promise((settle) => {
      this.#child.once('error', (error) => {
        settle({ code: null, signal: null, complaints: error.message });
      });
      this.#child.once('close', (code, signal) => {
        settle({ code, signal, complaints: this.#complaints });
      });
    });
  }

  /**
   * Waits until the backend serves. Every way in which it does not becomes one message.
   * @returns {Promise<Ready>}
   */
  async ready() {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const timeout = new Promise((settle) => {
      timer = setTimeout(() => settle({ type: 'timeout' }), readyTimeoutMs);
    });
    const outcome = await Promise.race([this.#firstReport(), this.ended, timeout]);
    clearTimeout(timer);
    if (outcome.type === 'ready') return outcome;
    if (outcome.type === 'failed') throw new Refusal(outcome.message);
    if (outcome.type === 'timeout') {
      throw new Refusal(`Kraken did not come up within ${readyTimeoutMs / 1000} seconds.`);
    }
    throw new Refusal(
      `Kraken stopped while starting (${describeEnding(outcome)}).\n\n${outcome.complaints}`,
    );
  }

  /** @returns {Promise<Ready | Failed>} */
  #firstReport() {
    return new Promise((settle) => {
      this.#child.on('message', (message) => {
        const report = /** @type {Ready | Failed} */ (message);
        if (report.type === 'ready' || report.type === 'failed') settle(report);
      });
    });
  }

  /** Asks the backend to end, and ends it when it does not. */
  async stop() {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs);
    this.#child.kill('SIGTERM');
    const ending = await this.ended;
    clearTimeout(timer);
    return ending;
  }

  /** Ends the backend at once. Nothing acknowledged is lost by it, but open requests are. */
  kill() {
    this.#child.kill('SIGKILL');
  }
}

/** @param {Ending} ending */
export function describeEnding({ code, signal }) {
  return signal === null ? `code ${code}` : `signal ${signal}`;
}
