/**
 * Exact fractions. The duty's own thresholds (four-fifths, 3 %, 5 %, one decimal place) are met or missed exactly:
 * 8 of 100 against 10 of 100 is four-fifths, and floating point says that it is less.
 */
export interface Rational {
  readonly over: bigint
  /** Always positive, and the fraction is in its lowest terms. */
  readonly under: bigint
}

/** @throws RangeError when `under` is nought: whoever divides asks first. */
export function fraction(over: bigint | number, under: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(over), BigInt(under)]
  if (bottom === 0n) throw new RangeError('A fraction cannot have nought below the line.')
  const common = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n)
  return { over: top / common, under: bottom / common }
}

/**
 * The number as it is written: "12.85" is 1285/100, and so is the number 12.85 (its shortest decimal form, which is
 * what the person typed), not the binary neighbour that the machine holds.
 * Null when it is not a decimal number.
 */
export function findDecimal(written: string | number): Rational | null {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?\s*$/i.exec(String(written))
  const [whole, decimals] = [parts?.[2] ?? '', parts?.[3] ?? '']
  if (parts === null || whole + decimals === '') return null
  const digits = BigInt(whole + decimals) * (parts[1] === '-' ? -1n : 1n)
  const places = decimals.length - Number(parts[4] ?? 0)
  return places >= 0 ? fraction(digits, 10n ** BigInt(places)) : fraction(digits * 10n ** BigInt(-places))
}

/** @throws RangeError when what is written is not a decimal number. */
export function decimal(written: string | number): Rational {
  const found = findDecimal(written)
  if (found === null) throw new RangeError(`“${written}” is not a decimal number.`)
  return found
}

export const nought: Rational = { over: 0n, under: 1n }

export const plus = (a: Rational, b: Rational): Rational => (a.under === b.under ? fraction(a.over + b.over, a.under) : fraction(a.over * b.under + b.over * a.under, a.under * b.under))
export const minus = (a: Rational, b: Rational): Rational => plus(a, { over: -b.over, under: b.under })
export const times = (a: Rational, b: Rational): Rational => fraction(a.over * b.over, a.under * b.under)
/** @throws RangeError when `b` is nought. */
export const dividedBy = (a: Rational, b: Rational): Rational => fraction(a.over * b.under, a.under * b.over)
export const absolute = (a: Rational): Rational => (a.over < 0n ? { over: -a.over, under: a.under } : a)
/** Negative, nought or positive, as a sort wants it. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.over * b.under - b.over * a.under
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const isNought = (a: Rational): boolean => a.over === 0n

/** A sum over one common denominator: a payroll has a million rates and few denominators, and adding pair by pair would be slow. */
export function sum(terms: readonly Rational[]): Rational {
  return weightedSum(terms.map((value) => ({ value, weight: 1 })))
}

/** The sum of whole numbers times fractions. */
export function weightedSum(terms: readonly { readonly value: Rational; readonly weight: number }[]): Rational {
  const byDenominator = new Map<bigint, bigint>()
  for (const { value: { over, under }, weight } of terms) byDenominator.set(under, (byDenominator.get(under) ?? 0n) + (weight === 1 ? over : over * BigInt(weight)))
  return [...byDenominator].map(([under, over]) => fraction(over, under)).reduce(plus, nought)
}

/**
 * In ascending order. The nearest numbers decide first, since they never stand in the wrong order, and the exact
 * fractions only where the numbers are equal: a national payroll is sorted in a second.
 */
export function inOrder<Item>(items: readonly Item[], of: (item: Item) => Rational): Item[] {
  return items.map((item) => ({ item, value: of(item), near: toNumber(of(item)) })).sort((a, b) => a.near - b.near || compare(a.value, b.value)).map(({ item }) => item)
}

/** The nearest floating-point number. It never puts two fractions in the wrong order, though it may make them equal. */
export function toNumber({ over, under }: Rational): number {
  const size = over < 0n ? -over : over
  if (size < maxExact && under < maxExact) return Number(over) / Number(under)
  const shift = 70 - (bitLength(size) - bitLength(under))
  const [top, bottom] = shift >= 0 ? [size << BigInt(shift), under] : [size, under << BigInt(-shift)]
  // What is left over decides only whether a half is a little more than a half.
  const quotient = top / bottom | (top % bottom === 0n ? 0n : 1n)
  return Number(over < 0n ? -quotient : quotient) * 2 ** -shift
}

/**
 * Rounded to `places` decimals, a half away from nought, as the statutory figures are: 12.25 is 12.3 and -12.25 is -12.3.
 * Always with that many decimals written: "12.0".
 */
export function rounded({ over, under }: Rational, places: number): string {
  const scaled = (over < 0n ? -over : over) * 10n ** BigInt(places)
  const whole = (2n * scaled + under) / (2n * under)
  const digits = whole.toString().padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return over < 0n && whole !== 0n ? `-${text}` : text
}

const maxExact = 1n << 53n
const bitLength = (value: bigint): number => value.toString(16).length * 4

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
