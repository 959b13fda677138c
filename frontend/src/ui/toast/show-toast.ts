import { createSignal } from '../signal.ts';

export interface ToastRequest {
  id: number;
  title: string;
  body?: string;
  tone?: 'plain' | 'ok' | 'danger';
  action?: { label: string; onSelect: () => void };
}

/** Toasts that the layer has not taken yet. */
export const waitingToasts = createSignal<readonly ToastRequest[]>([]);

let lastId = 0;

/** A short word at the edge for what happened elsewhere; what happened here belongs beside the control. */
export function showToast(toast: Omit<ToastRequest, 'id'>): void {
  lastId += 1;
  waitingToasts.set([...waitingToasts.get(), { ...toast, id: lastId }]);
}
