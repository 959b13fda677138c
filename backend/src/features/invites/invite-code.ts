import { randomBytes } from 'node:crypto';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 71 bits: nobody finds one by trying. */
const length = 12;
/** The largest multiple of 62 in a byte: what lies above would favour the first digits. */
const fair = 248;

export function makeInviteCode(): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && code.length < length) code += digits.charAt(byte % digits.length);
    }
  }
  return code;
}
