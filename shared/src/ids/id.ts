import { z } from 'zod';

/** An ObjectId as 24 hexadecimal digits; sorts by time of creation. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be an id of 24 hexadecimal digits')
  .meta({ id: 'Id' });
export type Id = z.infer<typeof Id>;

/** A moment as ISO 8601 in UTC, milliseconds included, as `Date.prototype.toISOString` writes it. */
export const Moment = z.iso.datetime({ precision: 3 }).meta({ id: 'Moment' });
export type Moment = z.infer<typeof Moment>;
