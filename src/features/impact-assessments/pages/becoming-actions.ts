/** What will be done, as an action of the plan: with its owner and day, the impacts that it answers, and the way back to the assessment. */
import { aims } from '#duty/characteristics.ts'
import type { Wanted } from '#features/action-plan/index.ts'
import type { Assessment } from '../assessment.ts'
import { groups, impactsAnsweredBy, keyOfImpact, type Content, type Mitigation } from '../content.ts'
import { room } from './parts.ts'

/** The action, and the things in this room that it hangs together with: each impact that it answers. */
export function asAction(mitigation: Mitigation, content: Content, assessment: Assessment, objective: string): { readonly wanted: Wanted; readonly answers: readonly { readonly room: string; readonly thing: string; readonly version: string; readonly why: string }[] } {
  const answered = impactsAnsweredBy(mitigation, content)
  const version = String(assessment.version)
  return {
    wanted: {
      objective, words: mitigation.action, deadline: mitigation.by === '' ? null : mitigation.by, lead: mitigation.owner.id === null ? null : { person: mitigation.owner.id, name: mitigation.owner.name }, post: mitigation.owner.id === null && mitigation.owner.name !== '' ? mitigation.owner.name : null,
      department: assessment.department, measures: mitigation.measure === '' ? [] : [{ kind: 'outcome', words: mitigation.measure }],
      characteristics: mitigation.groups.flatMap((code) => groups.filter((group) => group.code === code && group.statutory).map((group) => group.code)) as Wanted['characteristics'],
      aims: aims.map((aim) => aim.code).filter((aim) => answered.some((one) => one.aim === aim)), madeBy: { room, thing: assessment.id, version },
    },
    answers: answered.map((impact) => ({ room, thing: `${assessment.id}/${keyOfImpact(impact)}`, version, why: 'The impact that it answers' })),
  }
}
