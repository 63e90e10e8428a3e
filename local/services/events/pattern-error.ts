/** An event pattern that EventBridge would refuse, or an operator this matcher does not know. */
export class PatternError extends Error {
  constructor(path: string, reason: string) {
    super(`${path || 'pattern'}: ${reason}`);
    this.name = 'PatternError';
  }
}
