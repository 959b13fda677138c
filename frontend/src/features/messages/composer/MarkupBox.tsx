import { limits } from '@kraken/shared';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { cx } from '../../../ui/cx.ts';
import { CompletionList } from './CompletionList.tsx';
import { type Edit, isInOpenFence, replaceRange, toggleMarks } from './text-edits.ts';
import { type Trigger, triggerAt } from './trigger.ts';
import { type Completion, useCompletions } from './useCompletions.ts';

export interface MarkupBoxProps {
  /** The accessible name. */
  label: string;
  placeholder?: string;
  value: string;
  onValueChange: (value: string) => void;
  onSubmit: () => void;
  onEscape?: () => void;
  /** ↑ in an empty box. */
  onUpWhenEmpty?: () => void;
  onInput?: () => void;
  autoFocus?: boolean;
  className?: string;
  /** Marks the box that typing anywhere goes to. */
  isMain?: boolean;
  trailing?: ReactNode;
}

/** A text box that grows, knows the markup's keys, and completes names and emoji. */
export function MarkupBox(props: MarkupBoxProps) {
  const { label, placeholder, value, onValueChange, autoFocus, className, isMain, trailing } =
    props;
  const box = useRef<HTMLTextAreaElement>(null);
  const pendingSelection = useRef<Edit | null>(null);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [chosen, setChosen] = useState(0);
  const completions = useCompletions(trigger);
  const listId = useId();
  const isOpen = trigger !== null && completions.length > 0;

  useEffect(() => {
    if (!autoFocus || !box.current) return;
    box.current.focus({ preventScroll: true });
    box.current.setSelectionRange(box.current.value.length, box.current.value.length);
  }, [autoFocus]);

  // React moves the caret to the end of a text it has set: put it where the edit left it.
  useLayoutEffect(() => {
    const edit = pendingSelection.current;
    if (!edit || !box.current) return;
    pendingSelection.current = null;
    box.current.setSelectionRange(edit.start, edit.end);
  });

  function apply(edit: Edit): void {
    pendingSelection.current = edit;
    onValueChange(edit.text);
  }

  /** Writing opens the list; only moving the caret closes it. */
  function look(isWriting: boolean): void {
    const { value: text, selectionStart, selectionEnd } = box.current!;
    const next = selectionStart === selectionEnd ? triggerAt(text, selectionStart) : null;
    if (next?.from !== trigger?.from || next?.query !== trigger?.query) setChosen(0);
    setTrigger(isWriting || trigger ? next : null);
  }

  function complete(completion: Completion): void {
    if (!trigger) return;
    apply(replaceRange(value, trigger, `${completion.insert} `));
    setTrigger(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // A key that belongs to an input method writes a sign; it sends nothing.
    if (event.nativeEvent.isComposing) return;
    if (isOpen && onCompletionKey(event)) return;
    onTextKey(event, { ...props, apply });
  }

  /** True when the open list took the key. */
  function onCompletionKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const count = completions.length;
    const take = {
      ArrowDown: () => setChosen((chosen + 1) % count),
      ArrowUp: () => setChosen((chosen + count - 1) % count),
      Tab: () => complete(completions[chosen]!),
      Enter: () => complete(completions[chosen]!),
      Escape: () => setTrigger(null),
    }[event.key];
    if (!take || event.shiftKey) return false;
    event.preventDefault();
    event.stopPropagation();
    take();
    return true;
  }

  return (
    <div className={cx('relative flex items-start', className)}>
      <textarea
        ref={box}
        rows={1}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        data-main-box={isMain || undefined}
        className="field-sizing-content max-h-[45vh] min-h-12 w-full resize-none self-center bg-transparent py-[0.8125rem] text-base leading-[1.4] outline-none!"
        onChange={(event) => {
          onValueChange(event.target.value);
          props.onInput?.();
          look(true);
        }}
        onKeyDown={onKeyDown}
        onSelect={() => look(false)}
        onBlur={() => setTrigger(null)}
      />
      {isOpen && (
        <CompletionList
          id={listId}
          mark={trigger.mark}
          completions={completions}
          chosen={chosen}
          onChoose={setChosen}
          onTake={complete}
        />
      )}
      {trailing}
      <Remaining length={value.length} />
    </div>
  );
}

/** How much room is left, once it gets tight. */
function Remaining({ length }: { length: number }) {
  const left = limits.messageContent.max - length;
  if (left > 200) return null;
  return (
    <span
      aria-live="polite"
      className={cx(
        'pointer-events-none absolute right-3 bottom-0.5 text-2xs font-[620] tabular',
        left < 0 ? 'text-danger' : 'text-text-3',
      )}
    >
      {left}
    </span>
  );
}

type TextKeyContext = MarkupBoxProps & { apply: (edit: Edit) => void };

function onTextKey(event: KeyboardEvent<HTMLTextAreaElement>, context: TextKeyContext): void {
  const { value: text, selectionStart: start, selectionEnd: end } = event.currentTarget;
  const isMain = event.ctrlKey || event.metaKey;
  const mark = isMain && !event.shiftKey && !event.altKey && { b: '**', i: '*' }[event.key];
  if (mark) {
    event.preventDefault();
    context.apply(toggleMarks({ text, start, end }, mark));
  } else if (event.key === 'Enter' && !event.shiftKey && !isInOpenFence(text, start)) {
    event.preventDefault();
    context.onSubmit();
  } else if (event.key === 'Escape' && context.onEscape) {
    event.preventDefault();
    event.stopPropagation();
    context.onEscape();
  } else if (event.key === 'ArrowUp' && text === '' && context.onUpWhenEmpty) {
    event.preventDefault();
    context.onUpWhenEmpty();
  }
}
