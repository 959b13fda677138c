/** The code in a pasted invite: a whole link or the code alone; null when it is neither. */
export function inviteCodeOf(text: string): string | null {
  const match = /(?:^|\/invite\/)([A-Za-z0-9]{8,16})\/?(?:[?#].*)?$/.exec(text.trim());
  return match?.[1] ?? null;
}
