import type { CommunitySnapshot, Home } from '@kraken/shared';
import { Dialog } from '@base-ui/react/dialog';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { cx } from '../../ui/cx.ts';
import { CountBadge } from '../../ui/feedback/Badge.tsx';
import { CommunityIcon } from '../../ui/person/CommunityIcon.tsx';
import type { OpenedDialogProps } from '../../ui/overlay/open-dialog.ts';
import { ChannelIcon } from '../channels/ChannelIcon.tsx';
import { channelPath, communityPath } from '../channels/paths.ts';
import { communityKeys } from '../communities/community-keys.ts';
import { homeKeys } from './home-keys.ts';
import { findPlaces, type Place, placesOf } from './switcher-places.ts';

const MOST = 12;

/** Ctrl+K: a few letters and Enter go anywhere. */
export function QuickSwitcher({ open, onOpenChange, onClosed }: OpenedDialogProps) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  const places = usePlaces();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = findPlaces(places, typed, MOST);

  function go(place: Place | undefined): void {
    if (!place) return;
    onOpenChange(false);
    void navigate(
      place.kind === 'community'
        ? communityPath(place.id)
        : channelPath(place.communityId, place.id),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(found[chosen]);
    }
  }

  return (
    <Dialog.Root
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(now) => !now && onClosed()}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label={t('switcher.title')}
          className="fixed inset-x-3 top-[14vh] z-40 mx-auto max-w-140 overflow-hidden rounded-2xl border border-line bg-bg-2 shadow-float transition-[opacity,transform] duration-150 ease-out data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
        >
          <input
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls="switcher-places"
            aria-activedescendant={found[chosen] ? `switcher-${found[chosen].id}` : undefined}
            aria-label={t('switcher.title')}
            placeholder={t('switcher.placeholder')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
            className="h-14 w-full border-b border-line bg-transparent px-5 text-lg outline-none!"
          />
          <div
            id="switcher-places"
            role="listbox"
            aria-label={t('switcher.places')}
            className="max-h-[50vh] overflow-y-auto p-2"
          >
            {found.length === 0 && (
              <p className="px-3 py-8 text-center text-text-3">{t('switcher.none')}</p>
            )}
            {found.map((place, index) => (
              <PlaceRow
                key={place.id}
                place={place}
                isChosen={index === chosen}
                onChoose={() => setChosen(index)}
                onGo={() => go(place)}
              />
            ))}
          </div>
          <p className="border-t border-line px-5 py-2.5 text-xs text-text-3 max-md:hidden">
            {t('switcher.hint')}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function usePlaces(): Place[] {
  const client = useQueryClient();
  return useMemo(() => {
    const home = client.getQueryData<Home>(homeKeys.all);
    if (!home) return [];
    return placesOf(
      home,
      (id) => client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(id))?.channels ?? [],
    );
  }, [client]);
}

interface PlaceRowProps {
  place: Place;
  isChosen: boolean;
  onChoose: () => void;
  onGo: () => void;
}

function PlaceRow({ place, isChosen, onChoose, onGo }: PlaceRowProps) {
  const { t } = useTranslation('chat');
  return (
    // The keys are those of the box above.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`switcher-${place.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onPointerMove={onChoose}
      onClick={onGo}
      className={cx(
        'flex min-h-10 cursor-pointer items-center gap-3 rounded-sm px-3 touch:min-h-12',
        isChosen && 'bg-bg-4',
      )}
    >
      {place.channel ? (
        <ChannelIcon type={place.channel.type} className="mx-1.5 shrink-0 text-text-3" />
      ) : (
        <CommunityIcon id={place.id} name={place.name} size={32} />
      )}
      <span className={cx('truncate', place.isUnread && 'font-[650]')}>{place.name}</span>
      <span className="ml-auto truncate text-sm text-text-3">{place.within}</span>
      <CountBadge count={place.mentions} label={t('channel.mentions', { count: place.mentions })} />
    </div>
  );
}
