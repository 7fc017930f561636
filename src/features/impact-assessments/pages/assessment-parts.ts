/** Pieces of the pages of one assessment. */
import { html, type Html } from '#html/html.ts'
import { lowerFirst } from '#duty/capital.ts'
import { aims } from '#duty/characteristics.ts'
import { listDepartments, type Department } from '#features/people/index.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import type { Assessment, Stage } from '../assessment.ts'
import { findAssessment, findContent, type SectionState } from '../assessment-store.ts'
import { examine, type Finding } from '../checks.ts'
import type { Content, Group, Magnitude, Rating, SectionCode } from '../content.ts'
import { paths } from '../paths.ts'
import { front } from './parts.ts'

/** An assessment as it stands. `groups` are those that its impact section asks about. */
export interface Open { readonly assessment: Assessment; readonly content: Content; readonly groups: readonly Group[]; readonly states: ReadonlyMap<SectionCode, SectionState>; readonly departments: readonly Department[]; readonly findings: readonly Finding[] }

export async function loadAssessment({ assessment: id }: { readonly assessment: string }, { db, organisation, today }: Pick<House, 'db' | 'organisation' | 'today'>): Promise<Open> {
  const assessment = await findAssessment(db, organisation.id, id)
  if (!assessment) throw new NotFound(`assessment ${id}`)
  const [{ content, states, groups }, departments] = await Promise.all([findContent(db, organisation.id, id), listDepartments(db, organisation.id, { closedToo: true })])
  return { assessment, content, states, groups, departments, findings: examine({ content, assessment, today }) }
}

export const crumbsTo = (assessment: Assessment) => [front, { text: 'Assessments', href: paths.all.to() }, { text: assessment.title, href: paths.assessment.to({ assessment: assessment.id }) }]
export const back = (assessment: Assessment): string => paths.assessment.to({ assessment: assessment.id })
export const changedMeanwhile = 'Someone else changed this just now. Your words are still here: look at theirs, and save again'

const stageWords: Record<Stage, string> = { drafting: 'Being written', 'in scrutiny': 'With the departmental group', agreed: 'Agreed by the group', 'signed off': 'Signed', published: 'Published', reviewed: 'Reviewed', ended: 'Ended' }
const stageClass: Record<Stage, string> = { drafting: 'not-started', 'in scrutiny': 'asked', agreed: 'on-track', 'signed off': 'on-track', published: 'done', reviewed: 'done', ended: 'stopped' }
export const wordsOfStage = (stage: Stage): string => stageWords[stage]
export function stageTag({ stage }: Pick<Assessment, 'stage'>): Html {
  return html`<span class="dr-rating dr-rating--${stageClass[stage]}">${stageWords[stage]}</span>`
}

export const ratingWords: Record<Rating, string> = { positive: 'Better', neutral: 'No difference', negative: 'Worse', unknown: 'Not known' }
const ratingClass: Record<Rating, string> = { positive: 'on-track', neutral: 'not-started', negative: 'late', unknown: 'at-risk' }
export function ratingTag(rating: Rating, severity: Magnitude | '' = ''): Html {
  return html`<span class="dr-rating dr-rating--${ratingClass[rating]}">${ratingWords[rating]}${severity !== '' && rating === 'negative' && html` (${severity})`}</span>`
}

export const judgedWords = { 'as expected': 'As expected', better: 'Better than expected', worse: 'Worse than expected', 'cannot be told': 'Cannot be told' } as const

export const aimShort = (code: string | null): string => aims.find((aim) => aim.code === code)?.short ?? 'Impact'

export const outcomeWords: Readonly<Record<string, string>> = { no_major_change: 'No major change', adjust: 'Adjust the proposal', continue_justified: 'Go on, although some people would be worse off', stop: 'Stop and think again' }

/** The checks that trip, as advice: none of them is a score. */
export function checkList(findings: readonly Finding[]): Html {
  const weightWords = { blocks: 'Has to be mended', warns: 'Think about', tells: 'For information' } as const
  const weightClass = { blocks: 'late', warns: 'at-risk', tells: 'on-track' } as const
  return html`<ul class="govuk-list">${findings.map(({ check, where }) => html`<li class="dr-note dr-note--${weightClass[check.weight]}"><p class="dr-note__heading">${weightWords[check.weight]}: ${lowerFirst(check.says)}</p>
    <p class="govuk-body">Where: ${where.join('; ')}${/[.!?…]$/.test(where.at(-1) ?? '') ? '' : '.'}</p><p class="govuk-body">What to do: ${lowerFirst(check.mend)}</p><p class="govuk-body-s">${check.code}. ${check.because}</p></li>`)}</ul>`
}
