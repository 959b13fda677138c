import type { ServerPayloads } from '@kraken/shared';

export type EndReason = ServerPayloads['session.revoked']['reason'];

export type SessionState =
  /** Asking whether the cookie still opens the door. */
  | { status: 'restoring' }
  /** The server does not answer; tried again by itself. */
  | { status: 'unreachable' }
  | { status: 'signed-out'; reason?: EndReason }
  | { status: 'signed-in'; userId: string };

/** An access token and when the server will begin to refuse it (epoch ms). */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** What tabs of one browser tell each other. */
export type TabNotice =
  { kind: 'token'; userId: string; token: AccessToken } | { kind: 'signed-out' };
