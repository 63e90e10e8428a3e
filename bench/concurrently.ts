/** Calls `work` with 0 to `count` - 1, with up to `inFlight` calls at a time. */
export async function concurrently(
  count: number,
  inFlight: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) {
        next += 1;
        await work(next - 1);
      }
    }),
  );
}
