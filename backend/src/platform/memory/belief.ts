import type { Env } from '../../env.ts';

/** Inside the five seconds in which lost access has to be gone, should the notice of it get lost between backends. */
const amongOthersMs = 4_000;
/** A backend that is alone tells itself and cannot miss a notice. */
const aloneMs = 60_000;

/**
 * How long what rights rest on is believed without a notice to the contrary, in milliseconds. Nobody but this backend
 * can open the embedded store's folder; an address may be shared with others.
 */
export function believedForMs({ MONGODB_URL, REDIS_URL }: Env): number {
  return MONGODB_URL === undefined && REDIS_URL === undefined ? aloneMs : amongOthersMs;
}
