import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** SQLite's messages, which the engine passes on: no room for a page, or for its shared memory. */
const NO_ROOM = /disk is full|disk I\/O error/;

const PROBE_BYTES = 512 * 1024;
const PROBE_EVERY_MS = 250;

export interface DiskRoomProps {
  /** Where everything is written. */
  readonly folder: string;
  /** Called when the disk turns out to be full, and when there is room again. Default: nothing. */
  readonly onChange?: (line: string) => void;
}

/** Whether the disk has room: it has until a write fails, and then again once a test file can be written. */
export class DiskRoom {
  readonly #props: DiskRoomProps;
  readonly #closed = new AbortController();
  #shortage: Promise<void> | undefined;
  #shortages = 0;

  constructor(props: DiskRoomProps) {
    this.#props = props;
  }

  /** How often the disk has become full. */
  get shortages(): number {
    return this.#shortages;
  }

  get isFull(): boolean {
    return this.#shortage !== undefined;
  }

  /** Takes the message of a write that failed, for whatever reason. */
  noteFailure(message: string): void {
    if (this.isFull || this.#closed.signal.aborted || !NO_ROOM.test(message)) return;
    this.#shortages += 1;
    const { folder, onChange } = this.#props;
    onChange?.(`The disk of ${folder} is full. Changes are refused, and events wait, until there is room.`);
    this.#shortage = this.#untilRoom().then(() => {
      this.#shortage = undefined;
      if (!this.#closed.signal.aborted) onChange?.(`The disk of ${folder} has room again.`);
    });
  }

  /** Resolves once there is room, or after a time in milliseconds. */
  async whenRoom(timeoutMs: number): Promise<void> {
    if (this.isFull) await Promise.race([this.#shortage, sleep(timeoutMs, undefined, { ref: false })]);
  }

  close(): void {
    this.#closed.abort();
  }

  async #untilRoom(): Promise<void> {
    const { signal } = this.#closed;
    const probe = join(this.#props.folder, `room-${process.pid}`);
    while (!signal.aborted) {
      await sleep(PROBE_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
      try {
        await writeFile(probe, Buffer.alloc(PROBE_BYTES), { flush: true });
        return;
      } catch {
        // Still full.
      } finally {
        rmSync(probe, { force: true });
      }
    }
  }
}
