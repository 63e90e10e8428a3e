import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** The parameters of a path: `{ customerId: string }` for `/customers/{customerId}`. */
export type ParametersOf<Path extends string> = { [Name in Names<Path>]: string };

/** The names of a path's parameters, in order. */
export const parameterNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

/** The schema of a path's parameters. Each is an id. */
export const parametersOf = <Path extends string>(path: Path): z.ZodType<ParametersOf<Path>> =>
  z.strictObject(
    Object.fromEntries(parameterNames(path).map((name) => [name, idSchema])),
  ) as unknown as z.ZodType<ParametersOf<Path>>;
