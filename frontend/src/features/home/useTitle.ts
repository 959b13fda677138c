import { useEffect } from 'react';
import { mentionsOfHome } from './unread.ts';
import { useHome } from './home.queries.ts';

const NAME = 'Kraken';

/** The tab says where one is and how many messages mean one: "(3) #general · Kraken". */
export function useTitle(place: string | undefined): void {
  const mentions = mentionsOfHome(useHome());
  useEffect(() => {
    const where = place ? `${place} · ${NAME}` : NAME;
    document.title = mentions > 0 ? `(${mentions}) ${where}` : where;
  }, [mentions, place]);
}
