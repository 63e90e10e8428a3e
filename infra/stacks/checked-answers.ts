import { CHECK_ANSWERS } from '../../contracts/definition/answer-fault.ts';
import type { Settings } from '../settings.ts';

/** The environment that holds a function's answers to their contracts: everywhere but on AWS, where it costs time. */
export const checkedAnswers = ({ target }: Settings): Record<string, string> =>
  target === 'aws' ? {} : { [CHECK_ANSWERS]: 'yes' };
