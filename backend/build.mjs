/**
 * Bundles the backend into `backend/dist`: one file per entry, shared code in chunks beside them. NestJS and its friends
 * are bundled because loading one large file is several times faster than resolving some hundred small ones, and the
 * second start has to be ready in under 3 seconds.
 *
 *     node backend/build.mjs            build once
 *     node backend/build.mjs --out DIR  the same into another folder
 *     node backend/build.mjs --watch    build again on every change; tells its parent `{type: 'built'}` each time
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { rolldown, watch } from 'rolldown';

const folder = import.meta.dirname;
const outArgument = process.argv.indexOf('--out');
const outputFolder =
  outArgument < 0 ? join(folder, 'dist') : resolve(process.argv[outArgument + 1] ?? '');

/** Entry name in `dist` → source. A source that does not exist is left out. */
const entries = {
  main: 'src/main.ts',
  'setup-link': 'src/setup-link.ts',
  'db-push': 'src/db-push.ts',
  'generate-openapi': 'src/generate-openapi.ts',
  seed: 'src/seed.ts',
  'mongo-worker': '../embedded-mongo/src/worker.ts',
};

/**
 * Packages that stay imports. Native ones cannot be bundled; the Prisma toolchain is needed by development entries
 * only; swagger's interface is never served; Fastify's
 * compilers of schemas and its client for tests are never asked for.
 */
const external = [
  /^@node-rs\//,
  /^@prisma\/orm-toolchain/,
  /^swagger-ui-dist/,
  /^@fastify\/(ajv-compiler|fast-json-stringify-compiler)$/,
  /^light-my-request$/,
];

/** Optional peers that NestJS, the drivers and Socket.IO try and do without. Anything else unresolved is an error. */
const absentOptionalPeers = [
  /^@nestjs\/(microservices|websockets|platform-express|mongoose)(\/|$)/,
  /^class-(validator|transformer)(\/|$)/,
  /^@fastify\/(multipart|view|static)$/,
  /^(kerberos|snappy|socks|gcp-metadata|mongodb-client-encryption|aws4)$/,
  /^@mongodb-js\/zstd$/,
  /^@aws-sdk\/credential-providers$/,
  /^(bufferutil|utf-8-validate|supports-color|pino-pretty|uWebSockets\.js)$/,
];

/**
 * The embedded database finds its worker's script beside its own; in the bundle that is an entry with another name.
 * @type {import('rolldown').Plugin}
 */
const workerBesideBundle = {
  name: 'worker-beside-bundle',
  transform: {
    filter: { id: /embedded-mongo\/src\/index\.ts$/ },
    handler(code) {
      const bundled = code.replaceAll(
        "'./worker.ts', import.meta.url",
        "'./mongo-worker.js', import.meta.url",
      );
      if (bundled === code) throw new Error('embedded-mongo does not name its worker any more.');
      // One name became another; no line moved.
      return { code: bundled, map: null };
    },
  },
};

/**
 * Parts of other people's packages that Kraken mostly runs without, and what is put in their place. They cost several
 * megabytes each in every process that loads them.
 * @type {readonly { file: RegExp, from: string, to: string }[]}
 */
const replacements = [
  // Tables of all of Unicode, for passwords of `MONGODB_URL` only: loaded when one is prepared.
  {
    file: /mongodb\/lib\/cmap\/auth\/scram\.js$/,
    from: 'const saslprep_1 = require("@mongodb-js/saslprep");',
    to: 'const saslprep_1 = { get saslprep() { return require("@mongodb-js/saslprep").saslprep; } };',
  },
  // Node has the same classes.
  {
    file: /mongodb-connection-string-url\/lib\/index\.js$/,
    from: 'const whatwg_url_1 = require("whatwg-url");',
    to: 'const whatwg_url_1 = { URL, URLSearchParams };',
  },
];

/** @type {import('rolldown').Plugin} */
const leanPackages = {
  name: 'lean-packages',
  transform: {
    filter: { id: replacements.map(({ file }) => file) },
    handler(code, id) {
      const found = replacements.find(({ file }) => file.test(id));
      if (!found) return;
      if (!code.includes(found.from))
        throw new Error(`${id} does not say "${found.from}" any more.`);
      // One line became another; none moved.
      return { code: code.replace(found.from, found.to), map: null };
    },
  },
};

/** @returns {import('rolldown').InputOptions} */
function inputOptions() {
  const present = Object.entries(entries).filter(([, source]) => existsSync(join(folder, source)));
  return {
    cwd: folder,
    input: Object.fromEntries(present),
    platform: 'node',
    // Carries experimentalDecorators and emitDecoratorMetadata: NestJS injects by the constructor's types.
    tsconfig: join(folder, 'tsconfig.json'),
    plugins: [workerBesideBundle, leanPackages],
    external: (id) => external.some((pattern) => pattern.test(id)),
    onLog(level, log, print) {
      if (log.code === 'UNRESOLVED_IMPORT') {
        const missing = String(log.message).match(/Could not resolve '([^']+)'/)?.[1] ?? '';
        if (absentOptionalPeers.some((pattern) => pattern.test(missing))) return;
        throw new Error(stripVTControlCharacters(log.message));
      }
      // Code of other people's packages; not ours to mend.
      if (log.code === 'EVAL' || log.code === 'CIRCULAR_DEPENDENCY') return;
      print(level, log);
    },
  };
}

/** @type {import('rolldown').OutputOptions} */
const outputOptions = {
  dir: outputFolder,
  format: 'esm',
  sourcemap: true,
  // NestJS names providers and writes errors by class name.
  keepNames: true,
  // The text of a script stays in memory as long as the script. One character outside Latin-1 doubles it, comments and
  // white space are half of it. Names stay: they are what a stack says.
  charset: 'ascii',
  comments: false,
  minify: { compress: true, mangle: false, codegen: true },
  // Entries share chunks, and a chunk must not run before what its modules import for its effect: NestJS' decorators need
  // reflect-metadata.
  strictExecutionOrder: true,
};

/**
 * Removes what earlier builds left. Building in place and removing afterwards never leaves a moment without `main.js`.
 * @param {readonly { fileName: string }[]} output
 */
function removeLeftovers(output) {
  const current = new Set(output.flatMap(({ fileName }) => [fileName, `${fileName}.map`]));
  for (const name of readdirSync(outputFolder)) {
    if (!current.has(name)) rmSync(join(outputFolder, name), { recursive: true });
  }
}

async function buildOnce() {
  const bundle = await rolldown(inputOptions());
  const { output } = await bundle.write(outputOptions);
  await bundle.close();
  removeLeftovers(output);
}

function buildOnChange() {
  const watcher = watch({ ...inputOptions(), output: outputOptions });
  watcher.on('event', async (event) => {
    if (event.code === 'ERROR') console.error(event.error);
    if (event.code === 'END') process.send?.({ type: 'built' });
    if ('result' in event) await event.result.close();
  });
}

if (process.argv.includes('--watch')) buildOnChange();
else {
  await buildOnce().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
