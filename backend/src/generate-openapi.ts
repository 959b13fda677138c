import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeApp } from './describe-app.ts';
import { accessFaults } from './platform/access/access-check.ts';
import { openapiOf } from './platform/http/openapi-of.ts';

/**
 * Writes the API document to the path given (`docs/reference/openapi.json`), without a port and without a database. With
 * `--check` it only tells whether what is there is current. Either way it fails for a route without a row in the access table.
 */
const path = resolve(
  process.argv.find((argument) => argument.endsWith('.json')) ?? 'docs/reference/openapi.json',
);
const app = await describeApp();
const text = `${JSON.stringify(openapiOf(app), null, 2)}\n`;

for (const fault of accessFaults(app)) {
  console.error(`Access table: ${fault}.`);
  process.exitCode = 1;
}

if (!process.argv.includes('--check')) {
  await writeFile(path, text);
} else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  console.error(`${path} is not what the routes say. Run \`npm run generate\`.`);
  process.exitCode = 1;
}
