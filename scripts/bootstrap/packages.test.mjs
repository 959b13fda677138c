import { expect, test } from 'vitest';
import { isSatisfied } from './packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    backend: { version: '0.1.0' },
    'node_modules/@kraken/backend': { link: true },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/native-win32': { version: '1.0.0', optional: true },
  },
};
const installed = {
  packages: {
    'node_modules/@kraken/backend': { link: true },
    'node_modules/zod': { version: '4.6.7' },
  },
};

test('is satisfied without what only another platform needs', () => {
  expect(isSatisfied(lock, installed)).toBe(true);
});

test('is satisfied with more than the lock file names', () => {
  const more = { packages: { ...installed.packages, 'node_modules/left': { version: '1.0.0' } } };
  expect(isSatisfied(lock, more)).toBe(true);
});

test('is not satisfied with another version', () => {
  const other = { packages: { ...installed.packages, 'node_modules/zod': { version: '4.6.6' } } };
  expect(isSatisfied(lock, other)).toBe(false);
});

test('is not satisfied with a missing package or a missing workspace', () => {
  const { 'node_modules/zod': zod, ...links } = installed.packages;
  expect(isSatisfied(lock, { packages: links })).toBe(false);
  expect(isSatisfied(lock, { packages: { 'node_modules/zod': zod } })).toBe(false);
});
