import i18next from 'i18next';
import { showToast } from './toast/show-toast.ts';

/** Copies and says so; where the browser refuses (plain http), says that instead. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ title: i18next.t('common:copied'), tone: 'ok' });
  } catch {
    showToast({ title: i18next.t('common:notCopied'), tone: 'danger' });
  }
}
