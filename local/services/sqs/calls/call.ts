import { queueNameIn } from '../../../aws/queue-url.ts';
import type { Parameters } from '../../aws-api.ts';
import { SqsError } from '../errors.ts';
import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';

/** What a call needs in order to be carried out. */
export interface CallContext {
  readonly queues: Queues;
  /** How queues' URLs begin, with a slash at the end. */
  readonly root: string;
  /** Aborted when the client has gone or the service is closing. */
  readonly signal: AbortSignal;
}

/** Carries a call out and returns the response's body. @throws SqsError */
export type Call = (parameters: Parameters, context: CallContext) => object | Promise<object>;

/** The queue that a call names. @throws SqsError QueueDoesNotExist */
export function queueAt(url: string, { queues }: CallContext): Queue {
  return queueNamed(queueNameIn(url), queues);
}

/** @throws SqsError QueueDoesNotExist */
export function queueNamed(name: string | undefined, queues: Queues): Queue {
  const queue = queues.all.find(({ spec }) => spec.name === name);
  if (queue === undefined) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  return queue;
}
