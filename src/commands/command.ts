/** One thing that the terminal can do. Rooms add theirs to the list in `src/commands.ts`; what a command needs is loaded when it runs, and not before. */
export interface Command {
  /** As it is typed: `ledger verify`. */
  readonly name: string
  /** One line for the list: what it does, as an instruction. */
  readonly does: string
  /** What follows the name: `FILE [--json]`. */
  readonly takes: string
  /** Sentences for `help COMMAND`. */
  readonly more?: readonly string[]
  /** Gives the exit code: 0 done, 1 not done or not in order, 2 not understood. */
  run(args: readonly string[], terminal: Terminal): Promise<number>
}

/** What a command may use of the person's terminal. The answer goes to standard output; everything else to standard error. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  print(line: string): void
  complain(line: string): void
  /** All of standard input, as bytes. */
  input(): Promise<Uint8Array>
  /** A file as it is named from where the person stands, wherever the program was started. */
  file(name: string): string
  /** Says what takes so long, while it does, to somebody who watches. `soFar` may say how far it has come. */
  during<Answer>(words: string, work: () => Promise<Answer>, soFar?: () => string): Promise<Answer>
}

/** The command was not understood. The message says why. */
export class Misunderstood extends Error {
  override readonly name = 'Misunderstood'
}

export interface Given { readonly words: readonly string[]; readonly flags: ReadonlySet<string>; readonly values: ReadonlyMap<string, readonly string[]> }

/**
 * Tells what follows a command apart.
 * @param allowed the number of plain words, the flags (`--json`) and the options with a value (`--organisation NAME`)
 * @throws Misunderstood
 */
export function readArguments(args: readonly string[], allowed: { readonly words: readonly [least: number, most: number]; readonly flags?: readonly string[]; readonly values?: readonly string[] }): Given {
  const words: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, readonly string[]>()
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = divide(args[at] ?? '')
    if (!name.startsWith('--')) {
      words.push(args[at] ?? '')
    } else if (allowed.flags?.includes(name) && inline === undefined) {
      flags.add(name)
    } else if (allowed.values?.includes(name)) {
      const value = inline ?? args[++at]
      if (value === undefined || value === '' || inline === undefined && value.startsWith('--')) throw new Misunderstood(`Say what ${name} is.`)
      values.set(name, [...values.get(name) ?? [], value])
    } else {
      throw new Misunderstood(`There is no option ${name}.`)
    }
  }
  const [least, most] = allowed.words
  if (words.length < least) throw new Misunderstood('Something is missing.')
  if (words.length > most) throw new Misunderstood(`“${words[most] ?? ''}” is too much.`)
  return { words, flags, values }
}

function divide(argument: string): [name: string, value?: string] {
  const at = argument.startsWith('--') ? argument.indexOf('=') : -1
  return at === -1 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)]
}
