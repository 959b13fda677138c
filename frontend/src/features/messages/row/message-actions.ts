import type { Message } from '@kraken/shared';
import { createContext, useContext } from 'react';

/** What the reader may do with the messages of the channel that is open, and how. Stable per channel. */
export interface MessageActions {
  readonly readerId: string;
  readonly canReact: boolean;
  readonly canManage: boolean;
  readonly canEdit: boolean;
  readonly react: (message: Message, emoji: string, on: boolean) => void;
  readonly startEdit: (message: Message) => void;
  readonly stopEdit: () => void;
  readonly edit: (message: Message, content: string) => void;
  /** Asks first unless told not to. */
  readonly remove: (message: Message, isSure: boolean) => void;
  readonly markUnread: (message: Message) => void;
  readonly copyLink: (message: Message) => void;
}

export const MessageActionsContext = createContext<MessageActions | null>(null);

export function useMessageActions(): MessageActions {
  const actions = useContext(MessageActionsContext);
  if (!actions) throw new Error('A message is drawn outside a channel');
  return actions;
}
