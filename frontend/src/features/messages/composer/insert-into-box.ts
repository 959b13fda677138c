/** Puts text where the caret of the message box stands, as if it had been typed. */
export function insertIntoBox(text: string): void {
  const box = document.querySelector<HTMLTextAreaElement>('[data-main-box]');
  if (!box) return;
  box.focus();
  // The one way that keeps the browser's undo, and that React hears as input.
  // oxlint-disable-next-line no-deprecated -- nothing else does this
  document.execCommand('insertText', false, text);
}
