import { existsSync } from 'node:fs';
import { inProject } from '../bootstrap/paths.mjs';
import { BackendProcess, describeEnding } from '../start/backend-process.mjs';
import { backendEnvironment } from '../start/launch.mjs';
import { runShown } from '../bootstrap/run-shown.mjs';

/** Keeps one backend of the newest build running. */
export class BackendRunner {
  /** @type {BackendProcess | undefined} */
  #backend;
  #turn = Promise.resolve();
  #isSeeded = false;
  #node;
  #settings;

  /**
   * @param {string} node
   * @param {Record<string, string>} settings environment variables of the backend
   */
  constructor(node, settings) {
    this.#node = node;
    this.#settings = settings;
  }

  restart() {
    this.#turn = this.#turn.then(() => this.#replace()).catch((error) => console.error(error));
  }

  async stop() {
    await this.#turn;
    await this.#backend?.stop();
  }

  async #replace() {
    await this.#backend?.stop();
    const backend = new BackendProcess(this.#node, this.#settings, [
      // Stacks name lines of the sources. Costs a hundred megabytes, so only here.
      '--enable-source-maps',
    ]);
    this.#backend = backend;
    void backend.ended.then((ending) => {
      if (ending.code !== 0) {
        console.error(`The backend ended (${describeEnding(ending)}).\n${ending.complaints}`);
      }
    });
    const { url } = await backend.ready();
    console.log(`  Backend ready: ${url}`);
    await this.#seed();
  }

  async #seed() {
    const seed = inProject('backend/dist/seed.js');
    if (this.#isSeeded || !existsSync(seed)) return;
    this.#isSeeded = true;
    const env = backendEnvironment(this.#node, this.#settings);
    await runShown(this.#node, [seed], { env });
  }
}
