import { Decimal128 } from 'bson';

/** A finite decimal: coefficient × 10^exponent. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

const MAX_DIGITS = 34;
const MIN_EXPONENT = -6176;

const finite = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/;

/** The exact value, or `NaN`, `Infinity`, `-Infinity` as a number where there is none. */
export function parseDecimal(value: Decimal128): Decimal | number {
  const match = finite.exec(value.toString());
  if (!match) {
    const name = value.toString();
    return name === 'NaN' ? NaN : name.startsWith('-') ? -Infinity : Infinity;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${whole}${fraction}`);
  return {
    coefficient: sign === '-' ? -digits : digits,
    exponent: Number(exponent) - fraction.length,
  };
}

export function formatDecimal({ coefficient, exponent }: Decimal): Decimal128 {
  let digits = (coefficient < 0n ? -coefficient : coefficient).toString();
  let power = exponent;
  const excess = Math.max(digits.length - MAX_DIGITS, MIN_EXPONENT - power);
  if (excess > 0) {
    digits = roundHalfEven(digits, excess);
    power += excess;
  }
  return Decimal128.fromString(`${coefficient < 0n ? '-' : ''}${digits}E${power}`);
}

function roundHalfEven(digits: string, drop: number): string {
  const divisor = 10n ** BigInt(drop);
  const value = BigInt(digits);
  const quotient = value / divisor;
  const twice = (value % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return (up ? quotient + 1n : quotient).toString();
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  const lift = (x: Decimal): bigint => x.coefficient * 10n ** BigInt(x.exponent - exponent);
  return { coefficient: lift(a) + lift(b), exponent };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** a / b to 34 digits; b is not zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const shift = 40 + b.coefficient.toString().length;
  const scaled = a.coefficient * 10n ** BigInt(shift);
  return trim({ coefficient: scaled / b.coefficient, exponent: a.exponent - b.exponent - shift });
}

/** Without trailing zeros, so that equal values look equal. */
export function trim({ coefficient, exponent }: Decimal): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const digits = coefficient.toString();
  const zeros = digits.length - digits.replace(/0+$/, '').length;
  return { coefficient: coefficient / 10n ** BigInt(zeros), exponent: exponent + zeros };
}

/** A double's exact value as numerator × 2^power. */
export function doubleParts(value: number): { mantissa: bigint; power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -mantissa : mantissa, power: Math.max(biased, 1) - 1075 };
}

/** Order of a finite decimal against a finite double, exactly. */
export function compareDecimalToDouble(decimal: Decimal, double: number): number {
  const { mantissa, power } = doubleParts(double);
  const { coefficient, exponent } = decimal;
  const left =
    coefficient * 10n ** BigInt(Math.max(exponent, 0)) * 2n ** BigInt(Math.max(-power, 0));
  const right = mantissa * 2n ** BigInt(Math.max(power, 0)) * 10n ** BigInt(Math.max(-exponent, 0));
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - exponent);
  const right = b.coefficient * 10n ** BigInt(b.exponent - exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}
