import { createHash, createHmac, randomBytes } from 'node:crypto';

/**
 * A refresh token is two opaque parts. `family` stays the same through all rotations of one session, so that any token
 * the session ever had is recognised without keeping each; `secret` is 32 bytes that change with every use.
 */
export interface RefreshToken {
  family: string;
  secret: string;
}

const familyBytes = 16;
const secretBytes = 32;
const pattern = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/;

export function newRefreshToken(): RefreshToken {
  return {
    family: randomBytes(familyBytes).toString('base64url'),
    secret: randomBytes(secretBytes).toString('base64url'),
  };
}

/** A fresh salt for `successorOf`, one per rotation. */
export function newSalt(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/**
 * The token after this one. It follows from the presented secret and the salt that the winning rotation stored, so that
 * everyone who asks with the same token, at once or again after a lost answer, receives the same successor. Neither the
 * store (which never holds a secret) nor an old token alone (without the salt) tells it.
 */
export function successorOf(token: RefreshToken, salt: string): RefreshToken {
  return {
    family: token.family,
    secret: createHmac('sha256', salt).update(token.secret).digest('base64url'),
  };
}

/** What is stored in place of a part. The parts are random, so a plain digest cannot be guessed backwards. */
export function digestOf(part: string): string {
  return createHash('sha256').update(part).digest('base64url');
}

export function encodeRefreshToken({ family, secret }: RefreshToken): string {
  return `${family}.${secret}`;
}

/** Undefined for anything that cannot be a token of ours. */
export function decodeRefreshToken(text: string | undefined): RefreshToken | undefined {
  if (text === undefined || !pattern.test(text)) return undefined;
  const [family, secret] = text.split('.') as [string, string];
  return { family, secret };
}
