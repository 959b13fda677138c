import { queryOptions } from '@tanstack/react-query';

/** An emoji with its short names, the best first, and further words to find it by. */
export interface EmojiEntry {
  readonly emoji: string;
  readonly names: readonly string[];
  readonly words: string;
}

export interface EmojiGroup {
  readonly id: EmojiGroupId;
  readonly entries: readonly EmojiEntry[];
}

export const emojiGroups = [
  'smileys',
  'people',
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;
export type EmojiGroupId = (typeof emojiGroups)[number];

export type EmojiTable = readonly EmojiGroup[];

/** The table file: per group, lines of "emoji name name|word word". */
type EmojiFile = Readonly<Record<EmojiGroupId, readonly string[]>>;

/** 24 KB compressed: comes with the first picker or the first `:`. */
export const emojiTableQuery = queryOptions<EmojiTable>({
  queryKey: ['emoji-table'],
  queryFn: async () => {
    const { default: file } = await import('./emoji-table.json');
    return readTable(file);
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

export function readTable(file: EmojiFile): EmojiTable {
  return emojiGroups.map((id) => ({ id, entries: file[id].map(readEntry) }));
}

function readEntry(line: string): EmojiEntry {
  const [head = '', words = ''] = line.split('|');
  const [emoji = '', ...names] = head.split(' ');
  return { emoji, names, words };
}

/** Best first: names that begin with the query, then names and words that contain it. */
export function searchEmoji(table: EmojiTable, query: string, most: number): EmojiEntry[] {
  const wanted = query.trim().toLowerCase().replaceAll(' ', '_');
  if (wanted === '') return [];
  const ranked: EmojiEntry[][] = [[], [], []];
  for (const { entries } of table) {
    for (const entry of entries) {
      if (entry.names.includes(wanted)) ranked[0]!.unshift(entry);
      else if (entry.names.some((name) => name.startsWith(wanted))) ranked[0]!.push(entry);
      else if (entry.names.some((name) => name.includes(wanted))) ranked[1]!.push(entry);
      else if (entry.words.includes(wanted)) ranked[2]!.push(entry);
    }
  }
  return ranked.flat().slice(0, most);
}
