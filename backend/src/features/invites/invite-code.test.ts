import { InviteCode } from '@kraken/shared';
import { expect, it } from 'vitest';
import { makeInviteCode } from './invite-code.ts';

it('makes codes that the contract takes, all different, of every digit', () => {
  const codes = Array.from({ length: 2000 }, makeInviteCode);
  for (const code of codes) expect(InviteCode.safeParse(code).success).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(codes.join('')).size).toBe(62);
});
