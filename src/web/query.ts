/** What an address asks for after its `?`: the state of a list lives here, so a list can be linked to and gone back to. */
export class Query {
  readonly #asked: URLSearchParams

  constructor(search: string) {
    // As in what a form sends: PostgreSQL keeps no NUL, so it becomes the mark for a character that could not be read.
    this.#asked = new URLSearchParams([...new URLSearchParams(search)].map(([name, value]): [string, string] => [withoutNul(name), withoutNul(value)]))
  }

  /** The one answer of that name; empty when it is not asked, and when it is asked twice. */
  get(name: string): string {
    const all = this.#asked.getAll(name)
    return all.length === 1 ? all[0]!.trim().slice(0, 500) : ''
  }

  all(name: string): readonly string[] {
    return this.#asked.getAll(name).filter((each) => each !== '').slice(0, 50)
  }

  /** One of the answers offered, or nothing: an address that somebody mistyped shows the list unfiltered rather than an error. */
  oneOf<const Value extends string>(name: string, from: readonly Value[]): Value | null {
    return from.find((each) => each === this.get(name)) ?? null
  }

  /** The same address asking for something else as well; `null` takes a name out. Starts with `?`, or is empty. */
  with(changes: Readonly<Record<string, string | null>>): string {
    const asked = new URLSearchParams([...this.#asked].filter(([, value]) => value !== ''))
    for (const [name, value] of Object.entries(changes)) {
      asked.delete(name)
      if (value !== null && value !== '') asked.set(name, value)
    }
    const text = asked.toString()
    return text === '' ? '' : `?${text}`
  }

  /** Every name and value but those named, for the hidden fields of a filter form. */
  without(...names: readonly string[]): readonly (readonly [string, string])[] {
    return [...this.#asked].filter(([name, value]) => !names.includes(name) && value !== '')
  }
}

const withoutNul = (words: string): string => words.replaceAll('\u0000', '\ufffd')
