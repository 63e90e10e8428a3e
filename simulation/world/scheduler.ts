import { settled } from '../controlled-process.ts';

interface Task {
  readonly at: number;
  readonly order: number;
  /** Something that repeats for ever, such as a schedule: the world is at rest although it is waiting. */
  readonly background: boolean;
  readonly run: () => void;
}

/**
 * The only source of progress: everything that happens is a task with a time, and one task is run after the other, each
 * to the point where it waits for another. Tasks of the same time run in the order in which they were added.
 */
export class Scheduler {
  /** Epoch milliseconds. */
  now: number;
  /** Tasks run so far. */
  steps = 0;
  readonly #heap: Task[] = [];
  #added = 0;
  #foreground = 0;

  constructor(start: number) {
    this.now = start;
  }

  after(milliseconds: number, run: () => void, background = false): void {
    this.#added += 1;
    if (!background) this.#foreground += 1;
    this.#push({ at: this.now + Math.max(0, milliseconds), order: this.#added, background, run });
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Whether nothing is waiting except for what repeats for ever. */
  get isIdle(): boolean {
    return this.#foreground === 0;
  }

  /** Runs the next task. @returns false if there is none. */
  async step(): Promise<boolean> {
    const task = this.#pop();
    if (task === undefined) return false;
    if (!task.background) this.#foreground -= 1;
    this.now = Math.max(this.now, task.at);
    this.steps += 1;
    task.run();
    await settled();
    return true;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let place = heap.push(task) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(task, heap[parent] as Task)) break;
      heap[place] = heap[parent] as Task;
      place = parent;
    }
    heap[place] = task;
  }

  #pop(): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const child = right < heap.length && isBefore(heap[right] as Task, heap[left] as Task) ? right : left;
      if (!isBefore(heap[child] as Task, last)) break;
      heap[place] = heap[child] as Task;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

const isBefore = (one: Task, other: Task): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
