import { createHash } from 'node:crypto';

const logicalIdLength = 24;
const digestLength = 12;

/**
 * The name of a resource that declares none: `<stack>-<logicalId>`. A longer one is cut as CloudFormation
 * does (24 characters of the logical id, the rest for the stack's name), a digest taking the place of the
 * random suffix, so that the same template gives the same names on every start.
 * @param maxLength the longest name the service accepts, in characters
 */
export function generatedName(stackName: string, logicalId: string, maxLength: number): string {
  const full = `${stackName}-${logicalId}`;
  if (full.length <= maxLength) return full;
  const suffix = `-${logicalId.slice(0, logicalIdLength)}-${digest(full, digestLength).toUpperCase()}`;
  return stackName.slice(0, maxLength - suffix.length) + suffix;
}

/** An id as services hand them out (`a1b2c3d4e5`), but the same for the same resource on every start. */
export function generatedId(stackName: string, logicalId: string, length: number): string {
  return digest(`${stackName}/${logicalId}`, length);
}

function digest(text: string, length: number): string {
  const value = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return value.toString(36).slice(-length);
}
