/** Whether somebody looks at the page, and when they last touched it. */
export interface Presence {
  readonly isVisible: () => boolean;
  /** Since the last input, in milliseconds. */
  readonly untouchedMs: () => number;
  /** Calls `onInput` after each input, with how long there was none before, and `onSight` when the page comes into sight or leaves it. */
  readonly follow: (listener: {
    readonly onInput: (untouchedMs: number) => void;
    readonly onSight: () => void;
  }) => void;
}

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

/** The presence of whoever uses this window. It is not stored, and goes nowhere. */
export function presenceInWindow(): Presence {
  let touchedAt = Date.now();
  const untouchedMs = (): number => Date.now() - touchedAt;
  return {
    isVisible: () => document.visibilityState === 'visible',
    untouchedMs,
    follow({ onInput, onSight }) {
      const touched = (): void => {
        const before = untouchedMs();
        touchedAt = Date.now();
        onInput(before);
      };
      for (const input of INPUTS) {
        document.addEventListener(input, touched, { capture: true, passive: true });
      }
      const seen = (): void => {
        if (document.visibilityState === 'visible') touched();
        onSight();
      };
      document.addEventListener('visibilitychange', seen);
      window.addEventListener('focus', seen);
    },
  };
}
