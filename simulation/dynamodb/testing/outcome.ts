/** What a command gave: its answer, or what is known of its error. Message texts are nobody's contract. */
export type Outcome = Readonly<Record<string, unknown>>;

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly $fault?: string;
  readonly Item?: unknown;
  readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: unknown }[];
}

/** Runs a command. @throws what is no error of DynamoDB or of the document client */
export async function outcomeOf(run: () => object | Promise<object>): Promise<Outcome> {
  try {
    const { $metadata: _, ...answer } = (await run()) as Record<string, unknown>;
    return answer;
  } catch (error) {
    const { name, $fault, Item, CancellationReasons } = error as Failure;
    // The document client refuses what it cannot convert with a plain error.
    if ($fault === undefined && error instanceof Error && error.constructor !== Error) throw error;
    return {
      error: name,
      ...(Item !== undefined && { Item }),
      ...(CancellationReasons && {
        reasons: CancellationReasons.map(({ Code, Item }) => (Item === undefined ? Code : { Code, Item })),
      }),
    };
  }
}
