// Stands in for a bundled handler where only the template counts.
export const handler = async () => ({});
