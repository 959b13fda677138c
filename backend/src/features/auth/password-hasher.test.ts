import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { PasswordHasher } from './password-hasher.ts';

test('knows the right password from a wrong one', async () => {
  const hasher = new PasswordHasher();
  const stored = await hasher.hash('correct horse');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.verify(stored, 'correct horse')).toBe(true);
  expect(await hasher.verify(stored, 'correct horsE')).toBe(false);
});

test('two spellings of the same letters are the same password', async () => {
  const hasher = new PasswordHasher();
  const stored = await hasher.hash('caf\u00e9 au lait');
  expect(await hasher.verify(stored, 'cafe\u0301 au lait')).toBe(true);
});

test('nobody has the password of an account that does not exist', async () => {
  const hasher = new PasswordHasher();
  expect(await hasher.verify(undefined, 'the password of nobody')).toBe(false);
});

test('a flood is refused beyond the queue, told when to come back, and everyone in line is served', async () => {
  const hasher = new PasswordHasher();
  const flood = Array.from({ length: 150 + availableParallelism() + 50 }, () =>
    hasher.hash('a password in a flood'),
  );
  const results = await Promise.allSettled(flood);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) {
    expect(reason).toMatchObject({ code: 'unavailable', extras: { retryAfter: 3 } });
  }
  expect(results.length - refused.length).toBeGreaterThanOrEqual(150);
  await expect(hasher.hash('after the flood')).resolves.toContain('$argon2id$');
}, 30_000);
