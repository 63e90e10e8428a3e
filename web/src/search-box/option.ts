import type { ReactNode } from 'react';

/** Something that the box offers. */
export interface Option {
  /** Distinguishes it from all other options in the box. */
  readonly id: string;
  readonly label: string;
  /** What distinguishes it from its namesakes. */
  readonly detail?: string;
  readonly icon: ReactNode;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Options under one heading. */
export interface Group {
  readonly label: string;
  readonly options: readonly Option[];
  /** Whether they answer an earlier text; if so, the keyboard passes over them. */
  readonly isOutdated?: boolean;
}
