/** Keys as they stand on the keyboard, separated by spaces: "Ctrl Shift M". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-xs border border-line-2 px-1 text-center font-sans text-2xs leading-4.5 font-[620] text-text-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
