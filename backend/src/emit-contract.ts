import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@prisma/orm-mongo/config';
import { executeContractEmit } from '@prisma/orm-toolchain/cli/control-api';

/**
 * Emits `src/generated/contract.json` from `prisma/schema.prisma`: what the database is brought to. It is committed, so that
 * a start needs no toolchain. With `--check` it only tells whether the committed one is current.
 *
 *     npm run generate        node backend/src/emit-contract.ts [--check]
 */
const backend = join(import.meta.dirname, '..');
const committed = join(backend, 'src', 'generated');

if (process.argv.includes('--check')) await check();
else await emit(committed);

async function emit(outputPath: string): Promise<void> {
  await executeContractEmit({
    config: defineConfig({ contract: join(backend, 'prisma', 'schema.prisma') }),
    cwd: backend,
    projectDir: backend,
    outputPath,
  });
}

async function check(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kraken-contract-'));
  try {
    await emit(folder);
    const stale = await areDifferent(
      join(folder, 'contract.json'),
      join(committed, 'contract.json'),
    );
    if (!stale) return;
    console.error(
      'backend/src/generated is not what prisma/schema.prisma says. Run `npm run generate`.',
    );
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function areDifferent(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all(
    [a, b].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  return first !== second;
}
