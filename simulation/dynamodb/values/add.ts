import { convertToNative } from '@aws-sdk/util-dynamodb';
import { checked } from './copy-in.ts';
import type { Value } from './value.ts';

/** The exact sum, in decimals as in DynamoDB: 0.1 + 0.2 is 0.3. */
export function add(a: number | bigint, b: number | bigint): Value {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const sum = Number(a) + Number(b);
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [one, other] = [decimalOf(a), decimalOf(b)];
  const exponent = Math.min(one.exponent, other.exponent);
  const sum = scaled(one, exponent) + scaled(other, exponent);
  return checked(convertToNative({ N: exponent === 0 ? sum.toString() : `${sum}e${exponent}` }) as Value);
}

/** `digits` times ten to the power of `exponent`, which is not above zero. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(number: number | bigint): Decimal {
  const [mantissa = '', power = '0'] = String(number).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(whole + fraction);
  return exponent > 0 ? { digits: digits * 10n ** BigInt(exponent), exponent: 0 } : { digits, exponent };
}

const scaled = ({ digits, exponent }: Decimal, to: number): bigint => digits * 10n ** BigInt(exponent - to);
