import i18next from 'i18next';
import { showToast } from './toast/show-toast.ts';

/** Copies and says so; where the browser refuses, says that instead. */
export async function copyText(text: string): Promise<void> {
  if (await putOnClipboard(text)) {
    showToast({ title: i18next.t('common:copied'), tone: 'ok' });
  } else {
    showToast({ title: i18next.t('common:notCopied'), tone: 'danger' });
  }
}

/** Whether the text is on the clipboard now. To be called while a click or key is being handled. */
export async function putOnClipboard(text: string): Promise<boolean> {
  // A page that came by plain http, as many do at home, has no `navigator.clipboard`.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (!clipboard) return copySelected(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The old way: select the text in a box that nobody sees, and copy what is selected. */
function copySelected(text: string): boolean {
  const focused = document.activeElement;
  // Beside the focused element: a dialog gives the focus to nothing outside itself.
  const place = focused?.closest('[role="dialog"]') ?? document.body;
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'sr-only';
  place.append(box);
  box.select();
  // oxlint-disable-next-line no-deprecated -- nothing else copies without a secure context
  const isCopied = document.execCommand('copy');
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
