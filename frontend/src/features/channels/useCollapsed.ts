import { useCallback, useState } from 'react';

const keyOf = (communityId: string) => `kraken.collapsed.${communityId}`;

function read(communityId: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(communityId)) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}

/** The categories of a community that are folded up on this device. */
export function useCollapsed(communityId: string) {
  const [collapsed, setCollapsed] = useState(() => read(communityId));
  const toggle = useCallback(
    (categoryId: string) => {
      const next = new Set(read(communityId));
      if (!next.delete(categoryId)) next.add(categoryId);
      try {
        localStorage.setItem(keyOf(communityId), JSON.stringify([...next]));
      } catch {
        // Folded only until the page is loaded again.
      }
      setCollapsed(next);
    },
    [communityId],
  );
  return { collapsed, toggle };
}
