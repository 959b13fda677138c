import { useEffect, useRef, useState } from 'react';
import type { Settings } from '@kraken/shared';
import { applyLook } from '../../platform/appearance.ts';
import { useUpdateMe } from '../users/me.queries.ts';

/** A slider moves through many values; only where it rests is sent. */
const REST_MS = 400;

/** Settings that take effect while they are changed, and are stored once they rest. */
export function useSettings(stored: Settings) {
  const [pending, setPending] = useState<Partial<Settings>>({});
  const { mutate, isError } = useUpdateMe();
  const latest = useRef(pending);
  const settings = { ...stored, ...pending };

  useEffect(() => {
    latest.current = pending;
    if (Object.keys(pending).length === 0) return;
    const timer = setTimeout(() => mutate({ settings: pending }), REST_MS);
    return () => clearTimeout(timer);
  }, [pending, mutate]);

  // Leaving the page before the rest must not lose the choice.
  useEffect(
    () => () => {
      if (Object.keys(latest.current).length > 0) mutate({ settings: latest.current });
    },
    [mutate],
  );

  return {
    settings,
    failed: isError,
    change: (part: Partial<Settings>) => {
      setPending((current) => ({ ...current, ...part }));
      applyLook({ ...settings, ...part });
    },
  };
}
