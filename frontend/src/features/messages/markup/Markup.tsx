import type { Span } from '@kraken/shared';
import { Fragment, type ReactNode } from 'react';
import { CodeBlock } from './CodeBlock.tsx';
import { ChannelChip, EveryoneChip, UserChip } from './MentionChips.tsx';
import { safeLink } from './safe-link.ts';

/** Draws parsed text. Everything becomes elements: nothing a person wrote is ever read as HTML. */
export function Markup({ spans }: { spans: readonly Span[] }) {
  // Spans have no identity of their own and never move within one text: their place is their key.
  return spans.map((span, index) => <Fragment key={index}>{draw(span)}</Fragment>);
}

function draw(span: Span): ReactNode {
  switch (span.type) {
    case 'text':
      return span.text;
    case 'bold':
      return (
        <strong className="font-bold">
          <Markup spans={span.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Markup spans={span.children} />
        </em>
      );
    case 'link':
      return <Link url={span.url}>{span.children}</Link>;
    case 'code':
      return (
        <code className="rounded-xs bg-bg-0 px-1.25 py-0.5 font-mono text-sm light:border light:border-line">
          {span.text}
        </code>
      );
    case 'codeBlock':
      return <CodeBlock text={span.text} language={span.language} />;
    case 'userMention':
      return <UserChip userId={span.userId} />;
    case 'channelMention':
      return <ChannelChip channelId={span.channelId} />;
    case 'everyone':
      return <EveryoneChip scope={span.scope} />;
  }
}

function Link({ url, children }: { url: string; children: readonly Span[] }) {
  const href = safeLink(url);
  if (href === null) return <Markup spans={children} />;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="text-tint-text underline decoration-transparent underline-offset-2 transition-colors hover:decoration-current"
    >
      <Markup spans={children} />
    </a>
  );
}
