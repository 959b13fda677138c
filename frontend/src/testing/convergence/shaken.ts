import type { ServerEvent } from '@kraken/shared';
import fc from 'fast-check';
import type { Delivery, Told } from './device.ts';

/**
 * What has to keep its order: a backend tells the facts of one noun one after the other, and nothing binds those of
 * different nouns when they come from different backends. How far somebody has read is counted in messages.
 */
function nounOf(event: ServerEvent): string {
  const noun = event.slice(0, event.indexOf('.'));
  if (noun === 'reaction' || noun === 'read') return 'message';
  return noun;
}

/** Every event once more, sometimes after others have come. */
export const twice: Delivery = (told) => [...told.flatMap((one) => [one, one]), ...told];

/** Noun by noun instead of as it happened, in the order of the given dice. */
export function acrossNouns(dice: readonly number[]): Delivery {
  return (told) => {
    const queues = new Map<string, Told[]>();
    for (const one of told) {
      const noun = nounOf(one.event);
      queues.set(noun, [...(queues.get(noun) ?? []), one]);
    }
    const waiting = [...queues.values()];
    const shuffled: Told[] = [];
    for (let turn = 0; waiting.length > 0; turn++) {
      const at = (dice[turn % dice.length] ?? 0) % waiting.length;
      const queue = waiting[at] as Told[];
      shuffled.push(queue.shift() as Told);
      if (queue.length === 0) waiting.splice(at, 1);
    }
    return shuffled;
  };
}

/** Some never come. */
export function withHoles(dice: readonly number[]): Delivery {
  return (told) => told.filter((_, at) => (dice[at % dice.length] ?? 0) % 3 !== 0);
}

export const diceArbitrary = fc.array(fc.nat(1000), { minLength: 5, maxLength: 20 });
