import { problemOf } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../platform/api/api-problem.ts';
import { stepOfRefusal, tokenOfHash } from './setup-steps.ts';

describe('tokenOfHash', () => {
  it('reads the token of the link and nothing else', () => {
    expect(tokenOfHash('#token=abc-123')).toBe('abc-123');
    expect(tokenOfHash('#token=')).toBe('');
    expect(tokenOfHash('#other=1')).toBe('');
    expect(tokenOfHash('')).toBe('');
  });
});

describe('stepOfRefusal', () => {
  const refused = (path: string) =>
    new ApiProblem(problemOf('invalid-input', { errors: [{ path, message: 'is wrong' }] }));

  it('leads back to where it can be put right', () => {
    expect(stepOfRefusal(refused('username'))).toBe('account');
    expect(stepOfRefusal(refused('instanceName'))).toBe('instance');
    expect(stepOfRefusal(refused('communityName'))).toBe('community');
    expect(stepOfRefusal(new ApiProblem(problemOf('username-taken')))).toBe('account');
  });

  it('stays where it is for everything else', () => {
    expect(stepOfRefusal(new ApiProblem(problemOf('unavailable')))).toBeUndefined();
    expect(stepOfRefusal(new Error('offline'))).toBeUndefined();
  });
});
