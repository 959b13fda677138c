import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextWithParts } from '../../ui/TextWithParts.tsx';
import { useUser } from '../users/users.queries.ts';
import { typingKeys, typingNow, type TypingMarks } from './typing-cache.ts';

/** Names up to here; more are "several people". */
const NAMED = 3;

/** Who writes, below the box. Its room is always there, so that nothing moves when somebody begins. */
export function TypingLine({ channelId }: { channelId: string }) {
  const typists = useTypists(channelId);
  return (
    <div className="flex h-6 items-center gap-2 px-1.5 text-xs text-text-3" aria-live="polite">
      {typists.length > 0 && (
        <>
          <Dots />
          <span className="truncate">
            <Line ids={typists} />
          </span>
        </>
      )}
    </div>
  );
}

function useTypists(channelId: string): string[] {
  const { data: marks } = useQuery<TypingMarks>({
    queryKey: typingKeys.channel(channelId),
    queryFn: skipToken,
  });
  const [now, setNow] = useState(() => Date.now());
  const ids = typingNow(marks, Math.max(now, 0));
  // Marks die by themselves: look again when the next one does.
  useEffect(() => {
    const next = Math.min(...Object.values(marks ?? {}).filter((until) => until > now));
    if (next === Infinity) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 20);
    return () => clearTimeout(timer);
  }, [marks, now]);
  return ids;
}

function Line({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('chat');
  const [first = '', second = '', third = ''] = ids;
  if (ids.length > NAMED) return t('typing.several');
  return (
    <TextWithParts
      text={t(`typing.${ids.length as 1 | 2 | 3}`)}
      parts={{
        a: <Name userId={first} />,
        b: <Name userId={second} />,
        c: <Name userId={third} />,
      }}
    />
  );
}

function Name({ userId }: { userId: string }) {
  const { t } = useTranslation('chat');
  const user = useUser(userId);
  return <b className="font-[650] text-text-2">{user?.displayName ?? t('someone')}</b>;
}

function Dots() {
  return (
    <span className="flex gap-1" aria-hidden="true">
      {[0, 160, 320].map((delay) => (
        <span
          key={delay}
          className="size-1.25 animate-pulse rounded-full bg-accent"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}
