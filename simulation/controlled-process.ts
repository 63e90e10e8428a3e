import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { Random } from './random.ts';

/** What code of this process gets in place of the clock, of timers and of chance. */
export interface Control {
  /** Epoch milliseconds. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
  readonly random: Random;
}

const RealDate = Date;
const realImmediate = setImmediate;

let control: Control | undefined;

/** Lets `by` determine time and chance until it is called again; without an argument, they are real. */
export function controlProcess(by?: Control): void {
  control = by;
}

/** Resolves once all code that can go on without time passing has done so. */
export const settled = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));

class ControlledDate extends RealDate {
  constructor(...parts: [] | [number | string | Date]) {
    if (parts.length === 0) super(ControlledDate.now());
    else super(...(parts as [number]));
  }

  static override now(): number {
    return control === undefined ? RealDate.now() : control.now();
  }
}

/** Replaces the sources of time and chance of the whole process. Called once, before the code to be controlled is loaded. */
export function takeControl(): void {
  globalThis.Date = ControlledDate as DateConstructor;
  const realRandom = Math.random;
  Math.random = () => control?.random.fraction() ?? realRandom();
  const realPause = timers.setTimeout;
  timers.setTimeout = (async (ms: number, value: unknown, options: object) => {
    if (control === undefined) return realPause(ms, value, options);
    await control.pause(ms);
    return value;
  }) as typeof realPause;
  const realFill = crypto.randomFillSync;
  crypto.randomFillSync = ((bytes: Uint8Array) =>
    control === undefined ? realFill(bytes) : fill(bytes, control.random)) as typeof realFill;
  const realUuid = crypto.randomUUID;
  const uuid = (options?: crypto.RandomUUIDOptions) =>
    control === undefined ? realUuid(options) : uuidFrom(fill(new Uint8Array(16), control.random));
  crypto.randomUUID = uuid as typeof realUuid;
  globalThis.crypto.randomUUID = uuid as typeof realUuid;
  globalThis.crypto.getRandomValues = ((bytes: Uint8Array) =>
    crypto.randomFillSync(bytes)) as typeof globalThis.crypto.getRandomValues;
  syncBuiltinESMExports();
}

function fill<Bytes extends Uint8Array>(bytes: Bytes, random: Random): Bytes {
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.between(0, 255);
  return bytes;
}

function uuidFrom(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [8, 12, 16, 20, 32].map((end, at, ends) => hex.slice(ends[at - 1] ?? 0, end)).join('-');
}
