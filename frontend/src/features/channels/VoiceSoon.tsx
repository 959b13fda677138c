import type { Channel } from '@kraken/shared';
import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';

/** A voice channel, honestly: it is here, and it cannot carry voice yet. */
export function VoiceSoon({ channel }: { channel: Channel }) {
  const { t } = useTranslation('chat');
  return (
    <div className="grid min-h-0 flex-1 place-items-center">
      <EmptyState
        icon={<Volume2 size={30} strokeWidth={1.9} aria-hidden />}
        title={t('voice.title', { name: channel.name })}
      >
        {t('voice.body')}
      </EmptyState>
    </div>
  );
}
