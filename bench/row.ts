/** What a value has to keep to: at most or at least this. */
export interface Mark {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One measured value. Names are stable, so that runs can be compared. */
export interface Row {
  /** Such as `search: page of 25, read units`. */
  readonly name: string;
  readonly value: number;
  /** Such as `read units`, `ms`, `MB`, `x` for a ratio. */
  readonly unit: string;
  /** Absent for floors, which stand beside a value for comparison only. */
  readonly mark?: Mark;
}

/** One benchmark, which `npm run bench -- NAME` runs. */
export interface Benchmark {
  /** Said before it runs, such as `What a page of a list costs`. */
  readonly title: string;
  /** @param progress is called with what is being done, for people who wait. */
  run(progress: (done: string) => void): Promise<readonly Row[]>;
}

/** A {@link Row} as it is reported: rounded, with its mark in one number. */
export interface ReportedRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `null` for a row without a mark. */
  readonly mark: number | null;
  /** Whether the value keeps to its mark; `true` for a row without one. */
  readonly ok: boolean;
}

/** @throws Error if a value is no number: a benchmark that measured nothing must not look like a good one. */
export function reported({ name, value, unit, mark }: Row): ReportedRow {
  if (!Number.isFinite(value)) throw new Error(`${name}: measured ${value}, which is no number.`);
  return {
    name,
    value: Number(value.toPrecision(4)),
    unit,
    mark: mark?.atMost ?? mark?.atLeast ?? null,
    ok: value <= (mark?.atMost ?? Infinity) && value >= (mark?.atLeast ?? -Infinity),
  };
}

/** The middle of some values. @throws Error if there are none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new Error('There is no median of no values.');
  return middle;
}
