/** Who stands behind a request or a socket. */
export interface Identity {
  readonly userId: string;
  readonly sessionId: string;
  /** When the access token ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The port through which platform code learns who is signed in; implemented by the auth feature. */
export abstract class SessionVerifier {
  /**
   * The identity behind an access token whose session is alive.
   * @throws {Refusal} `unauthenticated` for a bad or expired token, `session-ended` for a revoked session
   */
  abstract verify(token: string): Promise<Identity>;
}
