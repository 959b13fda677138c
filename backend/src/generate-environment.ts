import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { environment } from './env.ts';

/**
 * Writes `.env.example` and `docs/reference/environment.md` from the schema in `env.ts`. With `--check` it only tells whether they are
 * current.
 *
 *     node backend/src/generate-environment.ts [--check]
 */
const root = join(import.meta.dirname, '..', '..');

interface Variable {
  name: string;
  sentence: string;
  usual: string | undefined;
}

const variables: Variable[] = Object.entries(environment.shape).map(([name, schema]) => {
  const parsed = z.safeParse(schema, undefined);
  const isShown = parsed.success && parsed.data !== undefined && !name.endsWith('_DATA');
  return {
    name,
    sentence: schema.description ?? '',
    usual: isShown ? String(parsed.data) : name === 'KRAKEN_DATA' ? 'data' : undefined,
  };
});

const outputs: [path: string, text: string][] = [
  ['.env.example', example()],
  ['docs/reference/environment.md', page()],
];
for (const [path, text] of outputs) {
  const file = join(root, path);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`${path} is not what backend/src/env.ts says. Run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}

function example(): string {
  const lines = variables.map(
    ({ name, sentence, usual = '' }) => `# ${sentence}\n# ${name}=${usual}\n`,
  );
  return `# Every variable is optional. Written by \`npm run generate\` from backend/src/env.ts.\n\n${lines.join('\n')}`;
}

function page(): string {
  const rows = variables.map(
    ({ name, sentence, usual }) => `| \`${name}\` | ${usual ? `\`${usual}\`` : ''} | ${sentence} |`,
  );
  return [
    '# Environment',
    '',
    'Every variable is optional. Written by `npm run generate` from `backend/src/env.ts`, which is the only reader of the environment;',
    'a start with a wrong value stops with the whole list of faults.',
    '',
    '| Variable | Usual value | Meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
