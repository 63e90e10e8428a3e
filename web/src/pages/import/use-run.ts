import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Plan } from '../../../../sales-import/plan.ts';
import type { NewStock } from '../../../../sales-import/plan-entities.ts';
import { runImport } from '../../../../sales-import/run-import.ts';
import { type Summary, summarize } from '../../../../sales-import/summary.ts';
import { createShop } from '../../api/shop.ts';
import { openJournal } from './kept-journal.ts';
import { READING } from './use-reading.ts';

/** Purchases in progress at once, as of the command. */
const AT_ONCE = 400;
const SHOWN_EVERY_MS = 200;

/** How far a step of an import is. */
export interface StepProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** Lines that the system refused so far. */
  readonly refused: number;
  /** Of the step; undefined as long as nothing tells. */
  readonly secondsLeft: number | undefined;
}

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'done'; readonly summary: Summary }
  | { readonly kind: 'stopped'; readonly done: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The import of a plan: what it does now, or how it ended. Another plan has not ended. It stops when the page is left. */
export function useRun(current: Plan | undefined, stock: NewStock, onRunning: (isRunning: boolean) => void) {
  const cache = useQueryClient();
  const [progress, setProgress] = useState<StepProgress>();
  const [ended, setEnded] = useState<{ readonly plan: Plan; readonly end: RunEnd }>();
  const [isStopping, setStopping] = useState(false);
  const control = useRef<AbortController>(undefined);
  useEffect(() => () => control.current?.abort(), []);
  const begin = async (plan: Plan, force = false): Promise<void> => {
    control.current = new AbortController();
    const { signal } = control.current;
    const counts = counting();
    const show = (): void => setProgress(counts.now());
    const timer = setInterval(show, SHOWN_EVERY_MS);
    setEnded(undefined);
    setStopping(false);
    show();
    onRunning(true);
    const started = performance.now();
    try {
      const outcomes = await runImport(plan, {
        shop: createShop(signal),
        journal: await openJournal(),
        limit: AT_ONCE,
        signal,
        progress: counts,
        raisesStock: stock === undefined,
        force,
        now: Date.now(),
        onOutcome: ({ kind }) => {
          if (kind === 'rejected') counts.refuse();
        },
      });
      const summary = summarize(plan, outcomes, (performance.now() - started) / 1000);
      setEnded({ plan, end: { kind: 'done', summary } });
    } catch (error) {
      setEnded({
        plan,
        end: signal.aborted ? { kind: 'stopped', done: counts.lines() } : { kind: 'failed', error },
      });
    } finally {
      clearInterval(timer);
      setProgress(undefined);
      onRunning(false);
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== READING });
    }
  };
  const stop = useCallback(() => {
    setStopping(true);
    control.current?.abort();
  }, []);
  const end = ended?.plan === current ? ended?.end : undefined;
  return { progress, end, isStopping, begin, stop };
}

/** Counts what is done, in the way that an import tells it. */
function counting() {
  let step = { label: 'Preparing', done: 0, total: 0, since: performance.now() };
  let refused = 0;
  let lines = 0;
  return {
    during<T>(label: string, total: number, work: () => Promise<T>): Promise<T> {
      if (total > 0) step = { label, done: 0, total, since: performance.now() };
      return work();
    },
    advance: (): void => {
      step.done += 1;
      if (step.label === 'Purchases' || step.label === 'Returns') lines += 1;
    },
    refuse: (): void => {
      refused += 1;
    },
    /** Purchases and returns that are through. */
    lines: (): number => lines,
    now: (): StepProgress => {
      const { label, done, total, since } = step;
      const seconds = (performance.now() - since) / 1000;
      const isKnown = done > 0 && seconds > 2;
      return {
        step: label,
        ...{ done, total, refused },
        secondsLeft: isKnown ? (seconds / done) * (total - done) : undefined,
      };
    },
  };
}
