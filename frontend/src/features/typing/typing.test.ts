import { describe, expect, it } from 'vitest';
import { TypingThrottle } from './typing-throttle.ts';
import { clearTyping, markTyping, typingNow } from './typing-cache.ts';

describe('typing marks', () => {
  it('live eight seconds from the last signal', () => {
    const marks = markTyping(markTyping(undefined, 'ana', 0), 'ben', 3_000);
    expect(typingNow(marks, 7_999)).toEqual(['ana', 'ben']);
    expect(typingNow(marks, 8_000)).toEqual(['ben']);
    expect(typingNow(markTyping(marks, 'ana', 6_000), 12_000)).toEqual(['ana']);
  });

  it('go with the message they announced', () => {
    const marks = markTyping(undefined, 'ana', 0);
    expect(clearTyping(marks, 'ana')).toEqual({});
    expect(clearTyping(marks, 'ben')).toBe(marks);
    expect(clearTyping(undefined, 'ben')).toBeUndefined();
  });
});

describe('the own typing signal', () => {
  it('is sent at once and then every four seconds at most', () => {
    let now = 0;
    let said = 0;
    const throttle = new TypingThrottle(
      () => (said += 1),
      () => now,
    );
    for (now = 0; now < 9_000; now += 100) throttle.hit();
    expect(said).toBe(3);
    throttle.stop();
    throttle.hit();
    expect(said).toBe(4);
  });
});
