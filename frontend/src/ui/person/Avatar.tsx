import { cx } from '../cx.ts';
import { gradientOf, initialsOf } from './gradient.ts';
import { PresenceDot, type Presence } from './PresenceDot.tsx';

export type AvatarSize = 20 | 24 | 32 | 40 | 56 | 80;

const SIZES: Record<AvatarSize, { box: string; dot: string }> = {
  20: { box: 'size-5 text-[0.5625rem]', dot: 'size-2 -right-0.5 -bottom-0.5' },
  24: { box: 'size-6 text-[0.625rem]', dot: 'size-2.5 -right-0.5 -bottom-0.5' },
  32: { box: 'size-8 text-xs', dot: 'size-3 -right-0.5 -bottom-0.5' },
  40: { box: 'size-10 text-lg', dot: 'size-3.5 -right-0.5 -bottom-0.5' },
  56: { box: 'size-14 text-xl', dot: 'size-4 right-0 bottom-0' },
  80: { box: 'size-20 text-2xl', dot: 'size-5.5 right-0 bottom-0' },
};

interface AvatarProps {
  /** Gives the colours. */
  id: string;
  /** Gives the letter; whoever shows the picture also shows the name, so it is silent for readers. */
  name: string;
  size?: AvatarSize;
  presence?: Presence | undefined;
  /** Colour of the surface behind, for the gap round the presence dot: a `border-…` class. */
  rim?: string;
  className?: string;
}

/** A round picture of a person. */
export function Avatar({
  id,
  name,
  size = 40,
  presence,
  rim = 'border-bg-2',
  className,
}: AvatarProps) {
  const { box, dot } = SIZES[size];
  return (
    <span className={cx('relative inline-block shrink-0 rounded-full', box, className)}>
      <span
        aria-hidden="true"
        className="grid size-full place-items-center rounded-full font-[680] text-white select-none"
        style={{ background: gradientOf(id) }}
      >
        {initialsOf(name, 1)}
      </span>
      {presence && (
        <PresenceDot
          presence={presence}
          className={cx('absolute', size === 80 ? 'border-4' : 'border-2', dot, rim)}
        />
      )}
    </span>
  );
}
