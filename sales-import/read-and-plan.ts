import type { ReadOptions } from '../sales-files/conventions.ts';
import type { Outline } from '../sales-files/outline.ts';
import { readSalesFile, type Understood } from '../sales-files/read-sales.ts';
import { type OpenQuestion, SalesFileError } from '../sales-files/sales-file-error.ts';
import { type Plan, planImport } from './plan.ts';
import type { NewStock } from './plan-entities.ts';

/** A file, and how to read it. */
export interface ReadRequest {
  readonly name: string;
  readonly content: Blob;
  readonly options: ReadOptions;
  readonly stock: NewStock;
}

/** What is to be made of a file, and how it was read. It can be handed from one thread to another. */
export interface Reading {
  readonly plan: Plan;
  readonly understood: Understood;
}

/** Why a file cannot be read as it is, and what of it is known nevertheless. */
export interface Unreadable {
  readonly message: string;
  /** The option that would make it readable. */
  readonly asks: OpenQuestion['option'] | undefined;
  readonly outline: Outline | undefined;
}

/** Reads a file, packed by gzip or not, and plans what to make of it. */
export async function readAndPlan({
  name,
  content,
  options,
  stock,
}: ReadRequest): Promise<Reading | Unreadable> {
  try {
    const sales = await readSalesFile(await bytesOf(content), options);
    return { plan: planImport([{ name, sales }], stock), understood: sales.understood };
  } catch (error) {
    if (!(error instanceof SalesFileError)) throw error;
    const { message, asks, outline } = error;
    return { message, asks: asks?.option, outline };
  }
}

async function bytesOf(content: Blob): Promise<Uint8Array> {
  const [first, second] = new Uint8Array(await content.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  if (!isPacked) return new Uint8Array(await content.arrayBuffer());
  try {
    const plain = content.stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  } catch {
    throw new SalesFileError('This file is compressed, and damaged.');
  }
}
