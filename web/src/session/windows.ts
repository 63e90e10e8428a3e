type Message =
  /** Somebody has signed out. */
  | { readonly type: 'signed-out' }
  /** A login page returned to a window that had not asked it. */
  | { readonly type: 'answer'; readonly url: string }
  /** The window that had asked has got the answer. */
  | { readonly type: 'taken'; readonly url: string };

const TAKEN_WITHIN_MS = 3_000;

/** The other windows and tabs with this page. */
export interface OtherWindows {
  tellSignedOut(): void;
  /** Hands the answer of a login page to the window that asked for it. Resolves false if there is none. */
  handOver(url: string): Promise<boolean>;
}

interface WindowEvents {
  readonly onSignedOut: () => void;
  /** Returns whether this window has asked for the answer. */
  readonly onAnswer: (url: string) => Promise<boolean>;
}

/** Connects to the other windows with this page. */
export function otherWindows({ onSignedOut, onAnswer }: WindowEvents): OtherWindows {
  const channel = new BroadcastChannel('session');
  const tell = (message: Message): void => channel.postMessage(message);
  const taken = new Map<string, () => void>();
  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.type === 'signed-out') onSignedOut();
    else if (data.type === 'taken') taken.get(data.url)?.();
    else if (await onAnswer(data.url)) tell({ type: 'taken', url: data.url });
  };
  return {
    tellSignedOut: () => tell({ type: 'signed-out' }),
    handOver: (url) =>
      new Promise((resolve) => {
        taken.set(url, () => resolve(true));
        setTimeout(() => resolve(false), TAKEN_WITHIN_MS);
        tell({ type: 'answer', url });
      }),
  };
}
