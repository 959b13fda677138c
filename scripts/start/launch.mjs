import { environmentFor } from '../bootstrap/npm.mjs';
import { ensureKrakenFolder, inProject } from '../bootstrap/paths.mjs';

/** Arguments for Node 24 that every backend gets. */
const nodeArguments = [
  '--disable-warning=ExperimentalWarning',
  // Lets the backend give the garbage of its start back to the system.
  '--expose-gc',
];

/**
 * Environment of every process of the backend.
 * @param {string} node
 * @param {Record<string, string>} settings
 * @returns {NodeJS.ProcessEnv}
 */
export function backendEnvironment(node, settings = {}) {
  return {
    ...environmentFor(node),
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
    // V8's code cache: the second start skips compiling the bundle.
    NODE_COMPILE_CACHE: ensureKrakenFolder('compile-cache'),
    // One heap of the C library for all threads. Each would keep one of its own, and megabytes of it unused.
    MALLOC_ARENA_MAX: '1',
    ...settings,
  };
}

/**
 * How the built backend is launched: the one place that knows, for `npm start`, `npm run dev` and the benchmarks.
 * @param {string} node
 * @param {Record<string, string>} settings environment variables beside the person's own
 * @returns {{ arguments: string[], env: NodeJS.ProcessEnv }}
 */
export function backendLaunch(node, settings) {
  return {
    arguments: [...nodeArguments, inProject('backend/dist/main.js')],
    env: backendEnvironment(node, settings),
  };
}
