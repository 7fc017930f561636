import type { Upload } from './uploads.ts'

/** One question on a form: how to read its answer, and what to say when it cannot be read. */
export interface Field<Value> {
  read(body: Body, name: string, uploads: Uploads): Reading<Value>
  /** For a question with several boxes: the one that a problem leads to when it is about the answer as a whole. */
  readonly firstBox?: string
}

/** What was sent, by name: a name sent twice has a list. Never an object with a prototype, so `__proto__` is a name like any other. */
export type Body = Readonly<Record<string, string | readonly string[] | undefined>>
export type Uploads = Readonly<Record<string, Upload | undefined>>
export type Reading<Value> = { value: Value } | { problem: string; part?: string }

export type Fields = Readonly<Record<string, Field<unknown>>>
export type Values<F extends Fields> = { [name in keyof F]: F[name] extends Field<infer Value> ? Value : never }
export type Problems<F extends Fields = Fields> = { [name in keyof F]?: string }

/** The one answer of that name. A question that takes one answer and is sent two has none. */
export function one(body: Body, name: string): string {
  const sent = body[name]
  return typeof sent === 'string' ? sent.trim().replaceAll('\r\n', '\n') : ''
}

export function several(body: Body, name: string): readonly string[] {
  const sent = body[name]
  return sent === undefined || sent === '' ? [] : typeof sent === 'string' ? [sent] : sent
}

/** `subject` starts a sentence: `The action`. */
export function text(asks: { missing: string; max: number; subject: string }): Field<string> {
  return {
    read(body, name) {
      const value = one(body, name)
      if (value === '') return { problem: asks.missing }
      if (value.length > asks.max) return { problem: `${asks.subject} must be ${asks.max.toLocaleString('en-GB')} characters or fewer` }
      return { value }
    },
  }
}

/** An answer that may be left out: `null` then. */
export function optional<Value>(field: Field<Value>): Field<Value | null> {
  return {
    ...(field.firstBox === undefined ? {} : { firstBox: field.firstBox }),
    read(body, name, uploads) {
      const sent = Object.keys(body).some((each) => (each === name || /^-(day|month|year)$/.test(each.slice(name.length)) && each.startsWith(name)) && several(body, each).some((answer) => answer.trim() !== ''))
      return sent || uploads[name] ? field.read(body, name, uploads) : { value: null }
    },
  }
}

export function choice<const Value extends string>(asks: { from: readonly Value[]; missing: string }): Field<Value> {
  return {
    read(body, name) {
      const value = asks.from.find((each) => each === one(body, name))
      return value === undefined ? { problem: asks.missing } : { value }
    },
  }
}

/** Where there is only one answer, nothing is asked: it is given whatever was sent. */
export function always<const Value extends string>(value: Value): Field<Value> {
  return { read: () => ({ value }) }
}

/** Any number of answers out of a list, none unless `missing` says that one is needed. An answer that was not offered is refused. */
export function choices<const Value extends string>(asks: { from: readonly Value[]; missing?: string }): Field<readonly Value[]> {
  return {
    read(body, name) {
      const sent = several(body, name).filter((each) => each !== '')
      if (sent.length === 0 && asks.missing !== undefined) return { problem: asks.missing }
      const value = asks.from.filter((each) => sent.includes(each))
      return value.length === new Set(sent).size ? { value } : { problem: asks.missing ?? 'Select from the answers shown' }
    },
  }
}

/** A tick that stands alone: true when ticked. */
export function tick(): Field<boolean> {
  return { read: (body, name) => ({ value: one(body, name) === 'yes' }) }
}

/** Three boxes named `name-day`, `name-month` and `name-year`; `subject` starts a sentence: `The due date`. */
export function date(asks: { missing: string; subject: string }): Field<Temporal.PlainDate> {
  return {
    firstBox: 'day',
    read(body, name) {
      const parts = { day: one(body, `${name}-day`), month: one(body, `${name}-month`), year: one(body, `${name}-year`) }
      const blank = (Object.keys(parts) as (keyof typeof parts)[]).filter((part) => parts[part] === '')
      if (blank.length === 3) return { problem: asks.missing, part: 'day' }
      if (blank.length > 0) return { problem: `${asks.subject} must include a ${blank.join(' and ')}`, part: blank[0]! }
      const month = monthNumber(parts.month)
      if (!/^\d{1,2}$/.test(parts.day) || month === null || !/^\d{4}$/.test(parts.year)) {
        return { problem: `${asks.subject} must be a real date`, part: !/^\d{1,2}$/.test(parts.day) ? 'day' : month === null ? 'month' : 'year' }
      }
      try {
        return { value: Temporal.PlainDate.from({ day: Number(parts.day), month, year: Number(parts.year) }, { overflow: 'reject' }) }
      } catch {
        return { problem: `${asks.subject} must be a real date`, part: 'day' }
      }
    },
  }
}

/** People type `3`, `03`, `Mar` or `March`. */
function monthNumber(typed: string): number | null {
  if (/^\d{1,2}$/.test(typed)) return Number(typed)
  const found = typed.length < 3 ? -1 : ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'].findIndex((month) => month.startsWith(typed.toLowerCase()))
  return found === -1 ? null : found + 1
}

export function wholeNumber(asks: { missing: string; subject: string; min: number; max: number }): Field<number> {
  return {
    read(body, name) {
      const typed = one(body, name).replaceAll(/[,\s]/g, '')
      if (typed === '') return { problem: asks.missing }
      if (!/^-?\d{1,15}$/.test(typed)) return { problem: `${asks.subject} must be a whole number, like ${asks.min > 0 ? asks.min : 12}` }
      const value = Number(typed)
      if (value < asks.min || value > asks.max) return { problem: `${asks.subject} must be between ${asks.min.toLocaleString('en-GB')} and ${asks.max.toLocaleString('en-GB')}` }
      return { value }
    },
  }
}

/** A decimal number kept as its digits, so that no rounding happens on the way to a `numeric` column. */
export function decimalNumber(asks: { missing: string; subject: string; places: number }): Field<string> {
  return {
    read(body, name) {
      const typed = one(body, name).replaceAll(/[,\s]/g, '')
      if (typed === '') return { problem: asks.missing }
      if (!new RegExp(`^-?\\d{1,15}(\\.\\d{1,${asks.places}})?$`).test(typed)) return { problem: `${asks.subject} must be a number with up to ${asks.places} decimal places, like 12.5` }
      return { value: typed }
    },
  }
}

export function email(asks: { missing: string; subject: string }): Field<string> {
  return {
    read(body, name) {
      const value = one(body, name)
      if (value === '') return { problem: asks.missing }
      if (value.length > 254 || !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(value)) return { problem: `${asks.subject} must be an email address in the correct format, like name@example.gov.uk` }
      return { value }
    },
  }
}

/** A password, kept exactly as typed (no trimming): length is checked where it is set, never where it is used. */
export function secret(asks: { missing: string }): Field<string> {
  return {
    read(body, name) {
      const sent = body[name]
      return typeof sent === 'string' && sent !== '' ? { value: sent } : { problem: asks.missing }
    },
  }
}

/** One person (or other thing with an id) of those offered; the page fills `from` out of what it loaded. */
export function oneOf<Thing extends { readonly id: string }>(asks: { from: readonly Thing[]; missing: string }): Field<Thing> {
  return {
    read(body, name) {
      const value = asks.from.find((each) => each.id === one(body, name))
      return value === undefined ? { problem: asks.missing } : { value }
    },
  }
}

/** A file sent with the form, already checked for size and sniffed for what it is. */
export function file(asks: { missing: string; kinds: readonly string[]; otherKind: string }): Field<Upload> {
  return {
    read(_body, name, uploads) {
      const sent = uploads[name]
      if (sent === undefined) return { problem: asks.missing }
      if (sent.bytes.length === 0) return { problem: 'The selected file is empty' }
      if (asks.kinds.length > 0 && !asks.kinds.includes(sent.kind)) return { problem: asks.otherKind }
      return { value: sent }
    },
  }
}

/** Which box each problem leads to, where a question has several and a rule said no to the answer as a whole. */
export function firstBoxes(fields: Fields, problems: Problems): Record<string, string> {
  return Object.fromEntries(Object.keys(problems).flatMap((name) => fields[name]?.firstBox === undefined ? [] : [[name, `${name}-${fields[name].firstBox}`]]))
}

/** Every answer at once: all values, or all problems. */
export function read<F extends Fields>(fields: F, body: Body, uploads: Uploads = {}): { values: Values<F> } | { problems: Problems<F>; parts: Record<string, string> } {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  const parts: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const reading = field.read(body, name, uploads)
    if ('value' in reading) values[name] = reading.value
    else {
      problems[name] = reading.problem
      if (reading.part) parts[name] = `${name}-${reading.part}`
    }
  }
  return Object.keys(problems).length > 0 ? { problems: problems as Problems<F>, parts } : { values: values as Values<F> }
}
