import { isRefused } from '#duty/refused.ts'
import { statisticsFamilies } from './vector-families.ts'

/**
 * Checks the engine against files of reference answers (schema `ecv/1`, one family a file): every case of every file,
 * against answers that others computed. Nothing here reads a disk: the front door hands over the files' text.
 */
export interface VectorFile {
  readonly name: string
  readonly text: string
}

/** What a family's cases mean: how the engine answers an input, and, where the right answer is not unique, when it passes. */
export interface VectorFamily {
  /** The answer in the shape of `expected`; a refusal (`{ refused }`) answers an expected null. May throw for an input that it cannot read. */
  readonly answer: (input: unknown) => unknown
  readonly passes?: (got: unknown, expected: unknown, input: unknown, tolerance: Tolerance) => boolean
}

export interface Tolerance {
  readonly abs: number
  readonly rel: number
}

export interface Miss {
  readonly id: string
  readonly got: unknown
  readonly expected: unknown
}

export interface FamilyScore {
  readonly passed: number
  readonly total: number
  readonly misses: readonly Miss[]
}

export interface VectorReport {
  readonly families: Readonly<Record<string, FamilyScore>>
  /** What could not be checked at all, in words: a broken file, a family that nobody answers. */
  readonly faults: readonly string[]
}

/**
 * `due-regard check vectors DIR [--json]`: prints a line a family, `family passed total`, or one object of all families.
 *
 * @param args what follows `check vectors` on the command line
 * @param readFolder gives the `.json` files of a folder; it throws an Error in words when it cannot
 * @param families who answers which family; the disclosure families come from the front door
 * @returns the exit code: 0 when everything passed; 1 for a miss, an unknown family, a broken file or nothing to check
 */
export async function checkVectors(
  args: readonly string[], out: { stdout(text: string): void; stderr(text: string): void },
  readFolder: (folder: string) => Promise<readonly VectorFile[]>, families: Readonly<Record<string, VectorFamily>> = statisticsFamilies,
): Promise<number> {
  const folders = args.filter((arg) => arg !== '--json')
  const [folder] = folders
  if (folder === undefined || folders.length > 1) {
    out.stderr('Say which folder holds the reference answers: due-regard check vectors DIR [--json]\n')
    return 1
  }
  let files: readonly VectorFile[]
  try {
    files = await readFolder(folder)
  } catch (error) {
    out.stderr(`The folder ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  const report = await runVectors(files, families)
  const scores = Object.entries(report.families)
  const faults = scores.length === 0 && report.faults.length === 0 ? [`There are no reference answers (schema ecv/1) in ${folder}.`] : report.faults
  if (args.includes('--json')) out.stdout(`${JSON.stringify({ families: report.families }, null, 2)}\n`)
  else {
    for (const [family, { passed, total }] of scores) out.stdout(`${family} ${passed} ${total}\n`)
    for (const [family, { misses }] of scores) for (const { id, got, expected } of misses) out.stderr(`${family} ${id}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}\n`)
  }
  for (const fault of faults) out.stderr(`${fault}\n`)
  return faults.length === 0 && scores.every(([, { misses }]) => misses.length === 0) ? 0 : 1
}

/** Runs every case of every `ecv/1` file, in the order of the files' names. Other files are passed over. */
export async function runVectors(files: readonly VectorFile[], families: Readonly<Record<string, VectorFamily>> = statisticsFamilies): Promise<VectorReport> {
  const scores = new Map<string, FamilyScore>()
  const faults: string[] = []
  for (const { name, text } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = readVectorFile(text)
    if (file === null) continue
    if (isRefused(file)) {
      faults.push(`${name}: ${file.refused}`)
      continue
    }
    const family = Object.hasOwn(families, file.family) ? families[file.family] : undefined
    if (family === undefined) faults.push(`${name}: nobody here answers the family “${file.family}”.`)
    const before = scores.get(file.family) ?? { passed: 0, total: 0, misses: [] }
    const misses: Miss[] = []
    for (const { id, input, expected } of file.cases) {
      const got = family === undefined ? null : await answerTo(family, input)
      if (family === undefined || !isPassed(family, got, expected, input, file.tolerance)) misses.push({ id, got: got ?? null, expected })
    }
    scores.set(file.family, { passed: before.passed + file.cases.length - misses.length, total: before.total + file.cases.length, misses: [...before.misses, ...misses] })
  }
  return { families: Object.fromEntries(scores), faults }
}

/**
 * Numbers by tolerance (`|got - expected| <= abs + rel * |expected|`), everything else exactly, lists element by element in
 * order. An expected null, or an expected `{ error }`, is answered by a refusal.
 */
export function matches(got: unknown, expected: unknown, tolerance: Tolerance): boolean {
  const isNone = got === null || isObject(got) && isRefused(got)
  if (expected === null) return isNone
  if (typeof expected === 'number') return typeof got === 'number' && Math.abs(got - expected) <= tolerance.abs + tolerance.rel * Math.abs(expected)
  if (Array.isArray(expected)) return Array.isArray(got) && got.length === expected.length && expected.every((each, index) => matches(got[index], each, tolerance))
  if (!isObject(expected)) return got === expected
  if (Object.keys(expected).length === 1 && 'error' in expected) return isNone
  if (!isObject(got) || isRefused(got)) return false
  const answers = new Map(Object.entries(got))
  return Object.entries(expected).every(([key, each]) => answers.has(key) && matches(answers.get(key), each, tolerance))
}

/** A judge that cannot read an answer has not passed it. */
function isPassed(family: VectorFamily, got: unknown, expected: unknown, input: unknown, tolerance: Tolerance): boolean {
  try {
    return family.passes === undefined ? matches(got, expected, tolerance) : family.passes(got, expected, input, tolerance)
  } catch {
    return false
  }
}

async function answerTo(family: VectorFamily, input: unknown): Promise<unknown> {
  try {
    return await family.answer(input)
  } catch (error) {
    return error instanceof Error ? { threw: error.message } : { threw: String(error) }
  }
}

interface ReadVectorFile {
  readonly family: string
  readonly tolerance: Tolerance
  readonly cases: readonly { readonly id: string; readonly input: unknown; readonly expected: unknown }[]
}

function readVectorFile(text: string): ReadVectorFile | { refused: string } | null {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { refused: 'this is not JSON.' }
  }
  if (!isObject(file) || !('schema' in file) || file.schema !== 'ecv/1') return null
  if (!('family' in file) || typeof file.family !== 'string' || !('cases' in file) || !Array.isArray(file.cases)) return { refused: 'it needs a family and a list of cases.' }
  const cases = file.cases.filter(isObject).map((each, index) => ({
    id: 'id' in each ? String(each.id) : String(index),
    input: 'input' in each ? each.input : null,
    expected: 'expected' in each ? each.expected : null,
  }))
  if (cases.length !== file.cases.length) return { refused: 'one of its cases is not an object.' }
  const given = 'tolerance' in file && isObject(file.tolerance) ? new Map<string, unknown>(Object.entries(file.tolerance)) : new Map<string, unknown>()
  return { family: file.family, tolerance: { abs: numberOr(given.get('abs'), 1e-9), rel: numberOr(given.get('rel'), 1e-9) }, cases }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
