import { expect, test } from 'vitest';
import { isChoice, visibleStatus } from './device-status.ts';

test('nobody without a device is there', () => {
  expect(visibleStatus([])).toBe('offline');
});

test('the liveliest device counts', () => {
  expect(visibleStatus(['idle', 'online', 'idle'])).toBe('online');
  expect(visibleStatus(['idle', 'idle'])).toBe('idle');
});

test('one device that asks for quiet asks for the person', () => {
  expect(visibleStatus(['online', 'dnd'])).toBe('dnd');
  expect(visibleStatus(['online', 'invisible', 'dnd'])).toBe('offline');
});

test('choosing a status is told apart from coming back to the device', () => {
  expect(isChoice('online', 'online')).toBe(true);
  expect(isChoice('dnd', 'online')).toBe(true);
  expect(isChoice('online', 'invisible')).toBe(true);
  expect(isChoice('idle', 'online')).toBe(false);
  expect(isChoice('online', 'idle')).toBe(false);
});
