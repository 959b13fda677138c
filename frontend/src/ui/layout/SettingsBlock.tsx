import type { ReactNode } from 'react';

interface SettingsBlockProps {
  title?: string;
  hint?: ReactNode;
  children: ReactNode;
}

/** One matter of a settings page, set off by a hairline. */
export function SettingsBlock({ title, hint, children }: SettingsBlockProps) {
  return (
    <section className="mb-8 border-t border-line pt-6 first-of-type:border-0 first-of-type:pt-0">
      {title && <h2 className="text-lg font-[650]">{title}</h2>}
      {hint && <p className="mt-0.5 text-base text-text-3">{hint}</p>}
      <div className={title || hint ? 'mt-4' : undefined}>{children}</div>
    </section>
  );
}
