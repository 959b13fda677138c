import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putOnClipboard } from '../../../ui/copy-text.ts';

const SHOWN_MS = 1_600;

/** A block of code with its language and a button that copies it. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  const { t } = useTranslation('chat');
  const [isCopied, setCopied] = useState(false);
  const Icon = isCopied ? Check : Copy;

  async function copy(): Promise<void> {
    if (!(await putOnClipboard(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }

  return (
    <figure className="my-1.5 max-w-140 overflow-hidden rounded-lg bg-bg-0 whitespace-normal light:border light:border-line">
      <figcaption className="flex h-8 items-center justify-between pr-1.5 pl-3 text-xs text-text-2">
        <span className="font-mono">{language || t('code.plain')}</span>
        <button
          type="button"
          onClick={() => void copy()}
          className="touch-target inline-flex h-6 items-center gap-1.5 rounded-xs px-1.5 font-[560] hover:bg-bg-3 hover:text-text-1"
        >
          <Icon size={14} strokeWidth={1.9} aria-hidden />
          <span aria-live="polite">{isCopied ? t('code.copied') : t('code.copy')}</span>
        </button>
      </figcaption>
      {/* Long lines scroll: focusable, so that the keyboard can scroll them too. */}
      <pre
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll container
        tabIndex={0}
        className="overflow-x-auto px-3 pb-3 font-mono text-sm leading-[1.5] outline-offset-[-2px]"
      >
        <code>{text}</code>
      </pre>
    </figure>
  );
}
