import { aims, characteristics, isAimFor, type Aim, type Characteristic } from '#duty/characteristics.ts'
import type { Place } from './place.ts'

/**
 * What a full assessment says, section by section. Sections are written in any order and by several people, so each is kept by itself; an assessment
 * that is sent, agreed or signed is frozen with all of them together.
 */
export interface Content {
  readonly proposal: Answers
  readonly people: Answers
  readonly evidence: { readonly items: readonly EvidenceItem[]; readonly gaps: readonly Gap[] }
  readonly engagement: Answers
  readonly impact: readonly GroupImpact[]
  readonly rights: readonly RightAnswer[]
  readonly together: Answers
  readonly mitigation: readonly Mitigation[]
  readonly outcome: Answers
  readonly review: Answers
  readonly summary: Answers
  /** Names of groups that the body has added or renamed, as they are now, or were when it was frozen. */
  readonly named?: Readonly<Record<string, string>>
  /** The body's places by their codes, as they are called now, or were when it was frozen. */
  readonly places?: readonly Place[]
  /** What the body has made of the form's wording and questions: as it is now, or was when it was frozen. */
  readonly asked?: FormChanges
}

/** A body's own wording of the form's questions, and questions that it has added. None that the duty needs can be taken out. */
export interface FormChanges {
  readonly edition: string
  /** By section and question: `proposal/aims`. */
  readonly wording: Readonly<Record<string, { readonly asks?: string; readonly hint?: string }>>
  readonly own: readonly { readonly section: SectionCode; readonly code: string; readonly asks: string; readonly hint: string; /** Asked no more; what was answered stays to be read. */ readonly retired?: true }[]
}

/** Words by the question's code (`sections.ts`); several where a question takes several. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

export const sectionCodes = ['proposal', 'people', 'evidence', 'engagement', 'impact', 'rights', 'together', 'mitigation', 'outcome', 'review', 'summary'] as const
export type SectionCode = (typeof sectionCodes)[number]

export const emptyContent: Content = { proposal: {}, people: {}, evidence: { items: [], gaps: [] }, engagement: {}, impact: [], rights: [], together: {}, mitigation: [], outcome: {}, review: {}, summary: {} }

/** The answer to a plain question, in one string. */
export function said(answers: Answers, code: string): string {
  const value = answers[code]
  return typeof value === 'string' ? value.trim() : value === undefined ? '' : value.join(', ')
}

export const evidenceKinds = ['figures', 'research', 'complaints', 'consultation', 'engagement', 'expert view', 'other'] as const
export interface EvidenceItem {
  readonly id: string
  readonly kind: (typeof evidenceKinds)[number]
  readonly what: string
  readonly source: string
  /** The day that it describes or was published. */
  readonly on: string
  readonly coverage: 'local' | 'regional' | 'national'
  readonly about: readonly GroupCode[]
  /** What it shows, with any number's base. */
  readonly shows: string
  readonly link: string
  /** Figures of another room, as they were taken. */
  readonly figures?: EvidenceFigures
}

/**
 * Figures of other rooms as evidence: taken through their doors, past the disclosure gate, and kept as they were printed. `taken` says which edition or
 * release they are from, so that it can be said when there are newer ones. Nothing is ever changed in an assessment by itself.
 */
export interface EvidenceFigures {
  readonly room: 'community-profile' | 'equality-monitoring' | 'indicators' | 'measures'
  readonly asked: string
  readonly taken: string
  readonly title: string
  readonly definition: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Of figures over time: the version of the indicator, and the numbers of its picture as they were printed. */
  readonly version?: string
  readonly over?: readonly OverTime[]
}
export interface OverTime { readonly label: string; readonly text: string; readonly value: number | null; readonly low: number | null; readonly high: number | null; readonly target: { readonly text: string; readonly value: number | null } | null }

/** By which indicator or measure it will be known whether an impact came: what is expected of it, in words, and how it stood when it was named. */
export interface KnownBy { readonly id: string; readonly expected: string; readonly figures: EvidenceFigures }

/** What is not known, and what will be done about it: a thing of its own, never an empty box. */
export interface Gap { readonly id: string; readonly what: string; readonly about: readonly GroupCode[]; readonly plan: string }

/** Groups that no Act names but every body is offered; `local-group.ts` has what a body makes of them. */
export const localGroups = [
  { code: 'carers', name: 'Carers' }, { code: 'socio-economic', name: 'People with little money' }, { code: 'rural', name: 'People in rural places' }, { code: 'armed forces', name: 'Armed forces community' },
  { code: 'care experience', name: 'People who have been in care' }, { code: 'cohesion', name: 'Relations between communities' },
] as const
/** A group that a body has added has a code of its own. */
export type GroupCode = Characteristic | (typeof localGroups)[number]['code'] | `own ${string}`

export interface Group { readonly code: GroupCode; readonly name: string; readonly statutory: boolean; readonly aims: readonly Aim[] }
export const groups: readonly Group[] = [
  ...characteristics.map(({ code, name }) => ({ code, name, statutory: true, aims: aims.map((aim) => aim.code).filter((aim) => isAimFor(code, aim)) })),
  ...localGroups.map(({ code, name }) => ({ code, name, statutory: false, aims: [] })),
]
/** What a group is called: as the assessment was written, where its content is at hand. */
export const groupName = (code: string, content?: Pick<Content, 'named'>): string => content?.named?.[code] ?? groups.find((each) => each.code === code)?.name ?? code
/** 9 under the first aim and 8 under each of the others. */
export const liveCells = groups.reduce((sum, group) => sum + group.aims.length, 0)

export const ratings = ['positive', 'neutral', 'negative', 'unknown'] as const
export type Rating = (typeof ratings)[number]
/** What is left of an impact, where somebody has said. */
export type Residual = Rating | ''
export const magnitudes = ['low', 'medium', 'high'] as const
export type Magnitude = (typeof magnitudes)[number]
export type Severity = Magnitude | ''

export interface GroupImpact {
  readonly group: GroupCode
  /** One for each aim that applies; for a group that no Act names, one with `aim` null. */
  readonly cells: readonly { readonly aim: Aim | null; readonly rating: Rating; readonly because: string }[]
  /** Who of them, and about how many with the base. */
  readonly affected: string
  /** How bad it is for those it is worst for; of a negative impact. */
  readonly severity: Magnitude | ''
  readonly lasting: string
  /** Could it put people of this group at a disadvantage that others are not put at? */
  readonly indirect: 'no' | 'yes' | 'not known' | ''
  /** If so: the aim, why the means are needed and go no further, and what else was considered. */
  readonly justification: string
  readonly evidence: readonly string[]
  readonly knownBy?: readonly KnownBy[]
}

export const worst = (impact: GroupImpact): Rating | null => (['negative', 'unknown', 'positive', 'neutral'] as const).find((rating) => impact.cells.some((cell) => cell.rating === rating)) ?? null

export interface Mitigation {
  readonly id: string
  readonly groups: readonly GroupCode[]
  /** Which impacts it answers, by group and aim; where nobody has said, those on its groups that are worse or not known. */
  readonly answers?: readonly ImpactKey[]
  readonly action: string
  readonly owner: { readonly id: string | null; readonly name: string }
  /** In the author's words: "by March 2027". */
  readonly by: string
  readonly measure: string
  /** What is left of the impact once this is done. */
  readonly residual: Rating | ''
  readonly residualSeverity: Magnitude | ''
  /** The action of the plan that it became. */
  readonly planAction: string | null
}

/** One cell: a group under an aim of the duty. */
export interface ImpactKey { readonly group: GroupCode; readonly aim: Aim | null }
export const keyOfImpact = ({ group, aim }: ImpactKey): string => `${group}/${aim ?? 'all'}`

/** The cells that something has to be done about: worse, or not known. */
export const impactsToAnswer = (content: Pick<Content, 'impact'>): readonly (ImpactKey & { readonly rating: Rating; readonly severity: Severity })[] =>
  content.impact.flatMap((impact) => impact.cells.filter((cell) => cell.rating === 'negative' || cell.rating === 'unknown').map((cell) => ({ group: impact.group, aim: cell.aim, rating: cell.rating, severity: cell.rating === 'negative' ? impact.severity : '' as const })))

export function impactsAnsweredBy(mitigation: Mitigation, content: Pick<Content, 'impact'>): readonly ImpactKey[] {
  const said = new Set((mitigation.answers ?? []).map(keyOfImpact))
  return impactsToAnswer(content).filter((each) => said.size > 0 ? said.has(keyOfImpact(each)) : mitigation.groups.includes(each.group)).map(({ group, aim }) => ({ group, aim }))
}

export interface RightAnswer {
  readonly article: string
  readonly touched: 'no' | 'supports' | 'interferes'
  readonly how: string
  /** For a right that may be limited: by what law, for what aim, and why no less would do. */
  readonly proportionate: string
}

/** What is true of a section at a glance, for the list of sections. No share of the whole: answering is not regard. */
export function isBegun(content: Content, section: SectionCode): boolean {
  const value = content[section]
  if (Array.isArray(value)) return value.length > 0
  if (section === 'evidence') return content.evidence.items.length + content.evidence.gaps.length > 0
  return Object.values(value as Answers).some((answer) => answer.length > 0)
}
