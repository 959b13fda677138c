/**
 * Writes features/messages/emoji/emoji-table.json from emojibase: what people type and look for, and
 * nothing else. 24 KB compressed where the whole data set is 60. Run after an update of emojibase-data.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

interface Source {
  unicode: string;
  hexcode: string;
  group?: number;
  order?: number;
  tags?: string[];
}

/** Emojibase's group numbers; 2 is skin tones and hair on their own, which nobody sends. */
const GROUPS: Readonly<Record<number, string>> = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
  9: 'flags',
};
const WORDS = 4;

const read = async <T>(path: string): Promise<T> =>
  JSON.parse(
    await readFile(fileURLToPath(import.meta.resolve(`emojibase-data/en/${path}`)), 'utf8'),
  ) as T;

const emoji = await read<Source[]>('compact.json');
const shortcodes = await read<Record<string, string | string[]>>('shortcodes/joypixels.json');

const table: Record<string, string[]> = {};
for (const name of Object.values(GROUPS)) table[name] = [];
for (const entry of emoji.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
  const group = entry.group === undefined ? undefined : GROUPS[entry.group];
  // The server takes what Unicode recommends for interchange, so nothing else is offered.
  if (!group || !/^\p{RGI_Emoji}$/v.test(entry.unicode)) continue;
  const names = [shortcodes[entry.hexcode] ?? []].flat();
  if (names.length === 0) continue;
  const all = names.join(' ');
  const words = (entry.tags ?? []).filter((tag) => !all.includes(tag)).slice(0, WORDS);
  table[group]?.push(`${entry.unicode} ${all}|${words.join(' ')}`);
}

const target = fileURLToPath(
  new URL('../src/features/messages/emoji/emoji-table.json', import.meta.url),
);
await writeFile(target, `${JSON.stringify(table, null, 2)}\n`);
