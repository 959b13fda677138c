/** The local day a moment falls on, as its first millisecond. Neighbours in a list share one lookup. */
export class DayFinder {
  #start = 0;
  #end = -1;

  startOf(moment: number): number {
    if (moment >= this.#start && moment < this.#end) return this.#start;
    const date = new Date(moment);
    this.#start = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
    this.#end = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    return this.#start;
  }
}
