import { describe, expect, it } from 'vitest';
import { findPlaces, type Place } from './switcher-places.ts';

const place = (kind: Place['kind'], name: string, facts: Partial<Place> = {}): Place => ({
  kind,
  id: name,
  communityId: 'x',
  name,
  within: '',
  isUnread: false,
  mentions: 0,
  ...facts,
});
const places = [
  place('community', 'Tidal Commons'),
  place('channel', 'general'),
  place('channel', 'self-hosting', { isUnread: true }),
  place('channel', 'hostels'),
  place('community', 'Général Store', { mentions: 2 }),
];
const find = (typed: string) => findPlaces(places, typed, 10).map(({ name }) => name);

describe('the quick switcher', () => {
  it('puts names that begin with what was typed first, whatever their accents', () => {
    expect(find('gen')).toEqual(['Général Store', 'general']);
    expect(find('host')).toEqual(['hostels', 'self-hosting']);
  });

  it('finds letters in their order', () => {
    expect(find('tdl')).toEqual(['Tidal Commons']);
    expect(find('zzz')).toEqual([]);
  });

  it('looks only among channels or communities when told to', () => {
    expect(find('#gen')).toEqual(['general']);
    expect(find('*')).toEqual(['Général Store', 'Tidal Commons']);
  });

  it('shows what waits for the reader first when nothing was typed', () => {
    expect(find('').slice(0, 2)).toEqual(['Général Store', 'self-hosting']);
  });
});
