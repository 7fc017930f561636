import { spell } from './inside.ts'
import type { CellName } from './inside.ts'
import { everyCell, protect } from './protect.ts'
import type { Answer, Earlier, ProtectOptions } from './protect.ts'
import { readRelease } from './release.ts'

/**
 * `due-regard disclosure protect FILE.json [--after EARLIER.json ANSWER.json] [--json]`, without the files: the front door reads and prints them.
 *
 * @param releaseText a `release/1` file
 * @param after earlier releases and the answers given for them, oldest first: `afterText` and `answerText` are one of each, or lists of equal length
 * @returns the answer that `--json` prints. Exit 0 if `refused` is null, otherwise 1.
 */
export async function runProtect(
  releaseText: string,
  { afterText = [], answerText = [], ...options }: { readonly afterText?: string | readonly string[], readonly answerText?: string | readonly string[] } & Omit<ProtectOptions, 'earlier'> = {},
): Promise<Answer> {
  const refuse = (refused: string): Answer => ({ withheld: [], primary: 0, secondary: 0, verified: false, refused, merge: [], ms: 0 })
  const release = readRelease(releaseText)
  if ('refused' in release) return refuse(release.refused)
  const [releases, answers] = [[afterText].flat(), [answerText].flat()]
  if (releases.length !== answers.length) return refuse('Give the answer for each earlier release.')
  const earlier: Earlier[] = []
  for (const [at, text] of releases.entries()) {
    const before = readRelease(text)
    if ('refused' in before) return refuse(`The earlier release cannot be read. ${before.refused}`)
    const withheld = readWithheld(answers[at] ?? '')
    if (withheld === null) return refuse('The answer for an earlier release must be one that this command gave, and not a refusal.')
    const cells = new Set(everyCell(before).map(({ name }) => spell(name)))
    const stranger = withheld.find((cell) => !cells.has(spell(cell)))
    if (stranger !== undefined) return refuse(`The answer for an earlier release withholds a figure of the table "${stranger.table}" that this release does not have. Give each release with the answer that was given for it.`)
    earlier.push({ release: before, withheld })
  }
  return protect(release, { ...options, earlier })
}

/** The answer in words, for a person at a terminal. */
export function describeAnswer({ withheld, primary, secondary, refused, ms }: Answer): string {
  if (refused !== null) return `${refused}\n`
  const lines = withheld.map(({ table, cell }) => `[c] ${table}: ${Object.entries(cell).map(([name, category]) => `${name} ${category === '*' ? '(all)' : category}`).join(', ') || 'total'}`)
  const summary = withheld.length === 0
    ? 'Every figure may be published.'
    : `${withheld.length} figures are withheld: ${primary} small ones, and ${secondary} that would give them away.`
  return `${[...lines, summary, `Every small number in this release could be 0 or at least the threshold, given everything published. Checked by an independent program in ${ms} ms.`].join('\n')}\n`
}

function readWithheld(text: string): CellName[] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof json !== 'object' || json === null || !('withheld' in json) || !Array.isArray(json.withheld)) return null
  if ('refused' in json && json.refused !== null && json.refused !== undefined) return null
  const cells: CellName[] = []
  for (const each of json.withheld) {
    if (typeof each !== 'object' || each === null || typeof each.table !== 'string' || typeof each.cell !== 'object' || each.cell === null) return null
    const cell: Record<string, string> = {}
    for (const [name, category] of Object.entries(each.cell)) {
      if (typeof category !== 'string') return null
      cell[name] = category
    }
    cells.push({ table: each.table, cell })
  }
  return cells
}
