import '../../schemas-without-eval.ts';
import { type ReadRequest, readAndPlan } from '../../../../sales-import/read-and-plan.ts';

// Reading a large file takes seconds, in which the page would not answer.
self.onmessage = async ({ data }: MessageEvent<ReadRequest>) => {
  try {
    self.postMessage({ read: await readAndPlan(data) });
  } catch (error) {
    self.postMessage({ failure: String(error) });
  }
};
