/** A command to type on the server, selected whole by one click. */
export function CommandLine({ command }: { command: string }) {
  return (
    <code className="block rounded-md bg-bg-0 px-3.5 py-2.5 text-left font-mono text-sm text-text-1 select-all">
      {command}
    </code>
  );
}
