/** What has happened so far, in numbers. */
export class Tally {
  requests = 0;
  /** Answers by HTTP status; requests without an answer are `none`. */
  readonly answers = new Map<string, number>();
  kills = 0;
  workerEnds = 0;

  /** `fetch` that counts requests and answers. */
  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.requests += 1;
    try {
      // biome-ignore lint/style/noRestrictedGlobals: the client calls this in place of fetch.
      const response = await fetch(url, init);
      this.#count(String(response.status));
      return response;
    } catch (error) {
      this.#count('none');
      throw error;
    }
  };

  #count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }
}
