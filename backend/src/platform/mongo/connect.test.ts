import { expect, it } from 'vitest';
import { withDatabase } from './connect.ts';

it.each([
  [
    'mongodb://%2Ftmp%2Fx.sock/?directConnection=true',
    'mongodb://%2Ftmp%2Fx.sock/kraken?directConnection=true',
  ],
  ['mongodb://a:1,b:2', 'mongodb://a:1,b:2/kraken'],
  ['mongodb://a,b/other?replicaSet=rs', 'mongodb://a,b/kraken?replicaSet=rs'],
  ['mongodb://me:pw@a/', 'mongodb://me:pw@a/kraken?authSource=admin'],
  ['mongodb+srv://me:pw@a/users?w=1', 'mongodb+srv://me:pw@a/kraken?w=1&authSource=users'],
  ['mongodb://me:pw@a/x?authSource=y', 'mongodb://me:pw@a/kraken?authSource=y'],
])('names the database in %s', (given, named) => {
  expect(withDatabase(given, 'kraken')).toBe(named);
});
