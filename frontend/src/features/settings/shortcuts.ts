/**
 * Every shortcut that works, in the order of the sheet. A feature that answers to new keys adds its line here; `label`
 * is a key of the `shortcuts` texts.
 */
export const shortcutGroups = [
  {
    group: 'navigation',
    shortcuts: [
      { label: 'switcher', keys: 'Ctrl K' },
      { label: 'nextChannel', keys: 'Alt ↓' },
      { label: 'previousChannel', keys: 'Alt ↑' },
      { label: 'nextUnread', keys: 'Alt Shift ↓' },
      { label: 'previousUnread', keys: 'Alt Shift ↑' },
      { label: 'nextCommunity', keys: 'Ctrl Alt ↓' },
      { label: 'previousCommunity', keys: 'Ctrl Alt ↑' },
      { label: 'members', keys: 'Ctrl U' },
    ],
  },
  {
    group: 'message',
    shortcuts: [
      { label: 'markRead', keys: 'Esc' },
      { label: 'markCommunityRead', keys: 'Shift Esc' },
      { label: 'editLast', keys: '↑' },
      { label: 'emoji', keys: 'Ctrl E' },
      { label: 'send', keys: 'Enter' },
      { label: 'newLine', keys: 'Shift Enter' },
      { label: 'bold', keys: 'Ctrl B' },
      { label: 'italic', keys: 'Ctrl I' },
    ],
  },
  {
    group: 'window',
    shortcuts: [
      { label: 'settings', keys: 'Ctrl ,' },
      { label: 'sheet', keys: 'Ctrl /' },
      { label: 'close', keys: 'Esc' },
    ],
  },
] as const;
