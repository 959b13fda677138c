import { cx } from '../cx.ts';
import { gradientOf, initialsOf } from './gradient.ts';

export type CommunityIconSize = 32 | 48 | 76;

const SIZES: Record<CommunityIconSize, string> = {
  32: 'size-8 rounded-md text-xs',
  48: 'size-12 rounded-xl text-base',
  76: 'size-19 rounded-3xl text-2xl',
};

interface CommunityIconProps {
  id: string;
  name: string;
  size?: CommunityIconSize;
  className?: string;
}

/** A rounded tile with initials; silent for readers, the name stands with it. */
export function CommunityIcon({ id, name, size = 48, className }: CommunityIconProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-grid shrink-0 place-items-center font-bold text-white select-none',
        SIZES[size],
        className,
      )}
      style={{ background: gradientOf(id, true) }}
    >
      {initialsOf(name, 2)}
    </span>
  );
}
