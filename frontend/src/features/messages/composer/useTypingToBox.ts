import { useEffect, type RefObject } from 'react';

/** Whether a key writes a sign, and nobody else is being written to. */
function isForBox(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key.length !== 1 || event.key === ' ') return false;
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement) {
    return false;
  }
  // On a message some letters are its own keys; in a dialog or menu they belong to that.
  if (activeElement?.matches('[data-message]') && 'e+'.includes(event.key.toLowerCase()))
    return false;
  return !document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]');
}

/** Typing anywhere, and pasting, goes to the box without a click. */
export function useTypingToBox(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const focus = (): void => frame.current?.querySelector('textarea')?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (isForBox(event)) focus();
    };
    const onPaste = (): void => {
      if (document.activeElement === document.body) focus();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('paste', onPaste, { capture: true });
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('paste', onPaste, { capture: true });
    };
  }, [frame]);
}
