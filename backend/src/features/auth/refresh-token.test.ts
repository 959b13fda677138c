import { expect, test } from 'vitest';
import {
  decodeRefreshToken,
  digestOf,
  encodeRefreshToken,
  newRefreshToken,
  newSalt,
  successorOf,
} from './refresh-token.ts';

test('a token survives the cookie', () => {
  const token = newRefreshToken();
  expect(decodeRefreshToken(encodeRefreshToken(token))).toEqual(token);
});

test('everyone who asks with the same token receives the same successor', () => {
  const token = newRefreshToken();
  const salt = newSalt();
  expect(successorOf(token, salt)).toEqual(successorOf({ ...token }, salt));
});

test('a successor has the shape of a token, the same family, and cannot be told without the salt', () => {
  const token = newRefreshToken();
  const next = successorOf(token, newSalt());
  expect(decodeRefreshToken(encodeRefreshToken(next))).toEqual(next);
  expect(next.family).toBe(token.family);
  expect(next.secret).not.toBe(token.secret);
  expect(successorOf(token, newSalt()).secret).not.toBe(next.secret);
});

test('a digest does not contain what it stands for', () => {
  const { secret } = newRefreshToken();
  expect(digestOf(secret)).not.toContain(secret);
});

test.each([undefined, '', 'x', 'a.b', '{"$ne":null}', 'x'.repeat(1_000_000), `${'a'.repeat(22)}.`])(
  'refuses what cannot be a token: %.20s',
  (text) => {
    expect(decodeRefreshToken(text)).toBeUndefined();
  },
);
