import type { Refused } from '#duty/refused.ts'
import { groups, type Answers, type FormChanges, type SectionCode } from './content.ts'
import { detailHomes } from './reading/labels.ts'
import type { Passage } from './reading/read-assessment.ts'
import { formAsked, isWritten } from './sections.ts'

/** An assessment that exists as a document: what was read of it, where somebody said that each passage belongs, and what it became. */
export interface Imported {
  readonly id: string
  readonly fileName: string
  readonly sha256: string
  readonly state: ImportedState
  /** Why it could not be read, in a sentence; empty where it could. */
  readonly refusal: string
  /** What its reader said of the file: pictures left out, tracked changes as accepted. */
  readonly notes: readonly string[]
  readonly passages: readonly TakenPassage[]
  readonly assessment: string | null
  readonly item: string | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Temporal.Instant
  readonly version: number
}

export const importedStates = ['waiting', 'reading', 'unreadable', 'to review', 'taken', 'thrown away'] as const
export type ImportedState = (typeof importedStates)[number]

/** `taken` is a home, or `left` for words that stay in the document alone; null while nobody has looked. */
export interface TakenPassage extends Passage { readonly taken: string | null }

export interface Home { readonly code: string; readonly name: string }

/** Everywhere that a passage can go, the body’s own groups and questions among them. */
export function homesFor(bodyGroups: readonly { readonly code: string; readonly name: string }[], asked: FormChanges | null): readonly Home[] {
  const own = new Map([...groups, ...bodyGroups].map((each) => [each.code as string, each.name]))
  return formAsked(asked).flatMap((section): Home[] => {
    switch (section.code) {
      case 'evidence': return [{ code: 'evidence', name: section.title }, { code: 'evidence/gaps', name: `${section.title}: what is not known` }]
      case 'impact': return [{ code: 'impact/all', name: `${section.title}: everybody` }, ...[...own].map(([code, name]) => ({ code: `impact/${code}`, name: `${section.title}: ${name}` }))]
      case 'rights': case 'mitigation': return [{ code: section.code, name: section.title }]
      default: return section.questions.filter(isWritten).map((question) => ({ code: `${section.code}/${question.code}`, name: `${section.title}: ${question.asks}` }))
    }
  }).concat(detailHomes.map(({ code, name }) => ({ code: `details/${code}`, name: `Of the document: ${name}` })))
}

/** Passages that somebody has to look at: those that say something. The form's own words come last. */
export function toLookAt(passages: readonly TakenPassage[]): readonly TakenPassage[] {
  const all = passages.filter((each) => each.words !== '')
  return [...all.filter((each) => each.home !== 'form'), ...all.filter((each) => each.home === 'form')]
}

/** Says where passages belong. One that is named nowhere keeps what it had. */
export function take(imported: Imported, decided: ReadonlyMap<number, string>, homes: readonly Home[]): Imported | Refused {
  if (imported.state !== 'to review') return { refused: 'This document is not waiting to be looked at any more' }
  if ([...decided.values()].some((each) => each !== 'left' && !homes.some((home) => home.code === each))) return { refused: 'Choose where it belongs from the list' }
  return { ...imported, passages: imported.passages.map((each) => ({ ...each, taken: decided.get(each.at) ?? each.taken })), version: imported.version + 1 }
}

/** What it became, once somebody has looked at everything. */
export function become(imported: Imported, what: { readonly assessment: string } | { readonly item: string }): Imported | Refused {
  if (imported.state !== 'to review') return { refused: 'This document is not waiting to be looked at any more' }
  const left = toLookAt(imported.passages).filter((each) => each.taken === null).length
  if (left > 0) return { refused: left === 1 ? 'One passage has not been looked at yet' : `${left} passages have not been looked at yet` }
  return { ...imported, assessment: null, item: null, ...what, state: 'taken', version: imported.version + 1 }
}

export function throwAway(imported: Imported): Imported | Refused {
  if (imported.state === 'taken') return { refused: 'It is part of the register now' }
  return { ...imported, state: 'thrown away', version: imported.version + 1 }
}

/** The words under a home, in the document's order. */
export function wordsFor(passages: readonly TakenPassage[], home: string): string {
  return passages.filter((each) => each.taken === home && each.words !== '').map((each) => each.words).join('\n\n')
}

const longest = { line: 500, lines: 20_000 } as const

/** The answers that an assessment begins with. What asks for more than words (a rating, a day, an owner) is not made up: it stands beside the form, to be said. */
export function answersFrom(passages: readonly TakenPassage[], asked: FormChanges | null): ReadonlyMap<SectionCode, Answers> {
  const found = new Map<SectionCode, Answers>()
  for (const section of formAsked(asked)) {
    const said = section.questions.filter(isWritten).flatMap((question): [string, string][] => {
      const words = wordsFor(passages, `${section.code}/${question.code}`)
      return words === '' || words.length > longest[question.kind === 'line' ? 'line' : 'lines'] ? [] : [[question.code, question.kind === 'line' ? words.replaceAll(/\s*\n\s*/g, '; ') : words]]
    })
    if (said.length > 0) found.set(section.code, Object.fromEntries(said))
  }
  return found
}
