import type { TranslateConfig } from '@aws-sdk/lib-dynamodb';

/**
 * How values are stored. `undefined` fields are not written. Sums above 2^53 lose their last digits, instead of making their row
 * unreadable.
 */
export const translation: TranslateConfig = {
  marshallOptions: { removeUndefinedValues: true, allowImpreciseNumbers: true },
  unmarshallOptions: { wrapNumbers: Number },
};
