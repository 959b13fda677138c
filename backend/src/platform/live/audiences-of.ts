import type { Audience } from '@kraken/shared';

/** The port that tells what a person hears when they connect; implemented by the communities feature. */
export abstract class AudiencesOf {
  /** Every community and restricted channel the person may see. Their own user and session need not be named. */
  abstract list(userId: string): Promise<readonly Audience[]>;
}
