import { remembering } from './parse.ts';

/** Parses a ProjectionExpression into its paths. */
export const parseProjection = remembering('ProjectionExpression', (parser) =>
  parser.list(() => parser.path()),
);
