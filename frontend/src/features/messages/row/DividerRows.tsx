import { Hash, Megaphone } from 'lucide-react';
import type { Channel } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { dayText } from './message-time.ts';

export function DayRow({ day }: { day: number }) {
  return (
    <div role="separator" className="mx-5 mt-5 mb-2 flex items-center gap-3 max-md:mx-4">
      <span className="h-px flex-1 bg-line" />
      <span className="text-xs font-[620] text-text-3">{dayText(day)}</span>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Stands where the reader stopped, and stays there until they leave. */
export function NewRow() {
  const { t } = useTranslation('chat');
  return (
    <div role="separator" className="mx-4 mt-4 mb-1 flex items-center">
      <span className="h-px flex-1 bg-danger" />
      <span className="rounded-xs bg-count-fill px-1.5 text-2xs leading-4 font-bold text-white">
        {t('list.new')}
      </span>
    </div>
  );
}

/** The very beginning of a channel. */
export function StartRow({ channel }: { channel: Channel }) {
  const { t } = useTranslation('chat');
  const Icon = channel.type === 'announcement' ? Megaphone : Hash;
  return (
    <div className="px-5 pt-10 pb-3 max-md:px-4">
      <div className="mb-3 grid size-16 place-items-center rounded-2xl bg-bg-3 text-accent">
        <Icon size={32} strokeWidth={1.9} aria-hidden />
      </div>
      <h2 className="text-2xl font-[700]">{t('list.startTitle', { name: channel.name })}</h2>
      <p className="mt-1 text-text-2">
        {channel.topic || t('list.startBody', { name: channel.name })}
      </p>
    </div>
  );
}
