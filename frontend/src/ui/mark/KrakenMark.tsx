interface KrakenMarkProps {
  /** CSS pixels. */
  size?: number;
  className?: string;
}

/** The mark: a small kraken in one stroke weight, in the colour of the text around it. */
export function KrakenMark({ size = 28, className }: KrakenMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <path d="M5.2 22.3c.9 1.5 3.2 1.6 4.2.2.9-1.2.4-2.5-.4-3.8C7.7 16.6 6.7 14.6 6.7 12a9.3 9.3 0 0 1 18.6 0c0 2.6-1 4.6-2.3 6.7-.8 1.3-1.3 2.6-.4 3.8 1 1.4 3.3 1.3 4.2-.2" />
      <path d="M13 19.4v3.3c0 2.9-1.5 4.7-4.3 4.9M19 19.4v3.3c0 2.9 1.5 4.7 4.3 4.9M16 19.4v9.4" />
      <circle cx="12.8" cy="12.4" r="1.7" fill="currentColor" stroke="none" />
      <circle cx="19.2" cy="12.4" r="1.7" fill="currentColor" stroke="none" />
    </svg>
  );
}
