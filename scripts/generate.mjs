/**
 * `npm run generate`: writes what is made from the sources and committed: the database contract, the OpenAPI document and
 * the client that the frontend calls. With `--check` nothing is written; code 1 says that something is not current.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { environmentFor } from './bootstrap/npm.mjs';
import { ensureKrakenFolder, inProject } from './bootstrap/paths.mjs';
import { Refusal, runMain } from './bootstrap/steps.mjs';
import { runShown } from './test/runners.mjs';

const documentPath = inProject('docs/reference/openapi.json');
const clientFolder = inProject('frontend/src/api-client');
const node = process.execPath;

await runMain(async () => {
  const isCheck = process.argv.includes('--check');
  const mode = isCheck ? ['--check'] : [];
  await run('backend', ['src/emit-contract.ts', ...mode]);
  await run('backend', ['dist/generate-openapi.js', documentPath, ...mode]);
  if (isCheck) await checkClient();
  else await writeClient(clientFolder);
});

/**
 * @param {string} workspace
 * @param {string[]} command
 */
async function run(workspace, command) {
  const options = { cwd: inProject(workspace), env: environmentFor(node) };
  if ((await runShown(node, command, options)) !== 0) {
    throw new Refusal(`${command[0]} of the ${workspace} failed.`);
  }
}

/**
 * Writes the client that belongs to the document.
 * @param {string} folder is emptied before
 */
async function writeClient(folder) {
  const require = createRequire(inProject('frontend/package.json'));
  const generator = pathToFileURL(require.resolve('@hey-api/openapi-ts')).href;
  const { createClient } = /** @type {typeof import('@hey-api/openapi-ts')} */ (
    await import(generator)
  );
  await createClient({
    input: documentPath,
    output: { path: folder, importFileExtension: '.ts' },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'error' },
  });
}

async function checkClient() {
  const draft = mkdtempSync(join(ensureKrakenFolder(), 'api-client-'));
  try {
    await writeClient(draft);
    if (contents(draft) !== contents(clientFolder)) {
      throw new Refusal(
        'frontend/src/api-client is not what the document says. Run `npm run generate`.',
      );
    }
  } finally {
    rmSync(draft, { recursive: true });
  }
}

/**
 * Paths and texts of all files of a folder as one text, to be compared.
 * @param {string} folder
 */
function contents(folder) {
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path.slice(folder.length)}\n${readFileSync(path, 'utf8')}`)
    .join('\n');
}
