/** What an actor meets: allowed, allowed for one's own things, or refused with this status. */
export type Verdict = 'allow' | 'own' | 401 | 403 | 404 | 409;

/** One line of the access table. */
export interface AccessRow {
  readonly anonymous: Verdict;
  readonly outsider: Verdict;
  readonly member: Verdict;
  readonly owner: Verdict;
}

export type Actor = keyof AccessRow;
