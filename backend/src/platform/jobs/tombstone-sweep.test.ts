import { expect, it } from 'vitest';
import type { Logs } from '../log/logs.ts';
import { TombstoneSweep } from './tombstone-sweep.ts';

/** Deleted things in memory; the sweep is the real one. */
function setUp() {
  const tombstones = new Map<string, Date>();
  const swept: string[] = [];
  const faults: string[] = [];
  const gate = { wait: () => Promise.resolve() };
  const logs = { fault: (what: string) => faults.push(what) } as unknown as Logs;
  const sweep = new TombstoneSweep(
    {
      name: 'things',
      list: () => Promise.resolve([...tombstones].map(([id, deletedAt]) => ({ id, deletedAt }))),
      sweep: async (id) => {
        swept.push(id);
        await gate.wait();
      },
      forget: (id) => Promise.resolve(void tombstones.delete(id)),
    },
    logs,
  );
  return { tombstones, swept, faults, gate, sweep };
}

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);

it('empties a deleted thing at once and forgets it only after its time, emptied once more', async () => {
  const { tombstones, swept, sweep } = setUp();
  tombstones.set('a', at(0));
  await sweep.run(at(1));
  expect([swept, [...tombstones.keys()]]).toEqual([['a'], ['a']]);
  await sweep.run(at(59));
  expect([...tombstones.keys()]).toEqual(['a']);
  await sweep.run(at(60));
  expect([swept, [...tombstones.keys()]]).toEqual([['a', 'a', 'a'], []]);
});

it('follows a round with another one for what was deleted meanwhile', async () => {
  const { tombstones, swept, gate, sweep } = setUp();
  let open = () => {};
  gate.wait = () => new Promise((resolve) => (open = resolve));
  tombstones.set('a', at(0));
  const first = sweep.run(at(1));
  while (swept.length === 0) await Promise.resolve();
  tombstones.set('b', at(1));
  const second = sweep.run(at(1));
  gate.wait = () => Promise.resolve();
  open();
  await Promise.all([first, second]);
  expect(swept).toEqual(['a', 'a', 'b']);
});

it('goes on in the next round after one that failed', async () => {
  const { tombstones, faults, gate, sweep } = setUp();
  tombstones.set('a', at(0));
  gate.wait = () => Promise.reject(new Error('the store is away'));
  await sweep.run(at(60));
  expect([faults.length, tombstones.size]).toEqual([1, 1]);
  gate.wait = () => Promise.resolve();
  await sweep.run(at(60));
  expect([faults.length, tombstones.size]).toEqual([1, 0]);
});

it('stops after the thing under way, however much is left', async () => {
  const { tombstones, swept, gate, sweep } = setUp();
  let open = () => {};
  gate.wait = () => new Promise((resolve) => (open = resolve));
  for (const id of ['a', 'b', 'c']) tombstones.set(id, at(0));
  void sweep.run(at(1));
  while (swept.length === 0) await Promise.resolve();
  void sweep.run(at(1));
  const stopped = sweep.stop();
  open();
  await stopped;
  expect(swept).toEqual(['a']);
});
