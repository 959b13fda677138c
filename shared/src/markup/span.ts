import { z } from 'zod';
import { Id } from '../ids/id.ts';

/** A piece of parsed text. Nested kinds hold `children`; the others are leaves. */
export type Span =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic'; children: Span[] }
  | { type: 'link'; url: string; children: Span[] }
  | { type: 'code'; text: string }
  | { type: 'codeBlock'; text: string; language: string }
  | { type: 'userMention'; userId: string }
  | { type: 'channelMention'; channelId: string }
  | { type: 'everyone'; scope: 'everyone' | 'here' };

const Text = z.object({ type: z.literal('text'), text: z.string() });
const Code = z.object({ type: z.literal('code'), text: z.string() });
const CodeBlock = z.object({
  type: z.literal('codeBlock'),
  text: z.string(),
  language: z.string(),
});
const UserMention = z.object({ type: z.literal('userMention'), userId: Id });
const ChannelMention = z.object({ type: z.literal('channelMention'), channelId: Id });
const Everyone = z.object({ type: z.literal('everyone'), scope: z.enum(['everyone', 'here']) });

export const Span: z.ZodType<Span> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      Text,
      z.object({ type: z.enum(['bold', 'italic']), children: z.array(Span) }),
      z.object({ type: z.literal('link'), url: z.string(), children: z.array(Span) }),
      Code,
      CodeBlock,
      UserMention,
      ChannelMention,
      Everyone,
    ]),
  )
  .meta({ id: 'Span' });
