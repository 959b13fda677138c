import { Suspense, useState } from 'react';
import { useSignal } from '../signal.ts';
import { openedDialog, type DialogRequest } from './open-dialog.ts';

/** The one dialog that was opened from somewhere without a place of its own. */
export function DialogLayer() {
  const request = useSignal(openedDialog);
  if (!request) return null;
  return <Opened key={keyOf(request)} request={request} />;
}

function Opened({ request }: { request: DialogRequest }) {
  const [open, setOpen] = useState(true);
  const onClosed = (): void => {
    if (openedDialog.get() === request) openedDialog.set(null);
  };
  return <Suspense fallback={null}>{request({ open, onOpenChange: setOpen, onClosed })}</Suspense>;
}

const keys = new WeakMap<DialogRequest, number>();
let lastKey = 0;

/** A dialog that replaces another begins anew. */
function keyOf(request: DialogRequest): number {
  let key = keys.get(request);
  if (key === undefined) keys.set(request, (key = lastKey += 1));
  return key;
}
