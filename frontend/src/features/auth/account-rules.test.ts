import { Register, Username } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { passwordFault, usernameFault } from './account-rules.ts';

const names = ['iris.k', 'Iris', ' ana ', 'a', '', '.ana', 'ana-', 'a b', 'ä', 'a_b-c.d9', 'ab'];
const passwords = ['', 'short', '1234567', '12345678', 'tide harbour lantern'];

describe('the checks while typing', () => {
  it.each(names)('agree with the contract on the username %j', (name) => {
    expect(usernameFault(name) === undefined).toBe(Username.safeParse(name).success);
  });

  it.each(passwords)('agree with the contract on the password %j', (password) => {
    const parsed = Register.safeParse({ username: 'iris', password });
    expect(passwordFault(password) === undefined).toBe(parsed.success);
  });
});
