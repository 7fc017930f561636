import { partsOf } from '#duty/due.ts'
import { isClosed, type Action } from './action.ts'
import { readMeasure } from './measure.ts'

/**
 * What an honest first screen says after a plan has been read: how many open actions have no date, no lead, or a measure that cannot be measured.
 * Nothing here blocks anything. Each kind names its actions, so that a page can help to mend them one after another.
 */
export interface Mending {
  readonly kind: MendingKind
  /** `12 actions have no lead`. A whole sentence without its full stop, for a list of links. */
  readonly sentence: string
  /** What to do about one of them. */
  readonly help: string
  /** Ids, in the order of the plan. */
  readonly actions: readonly string[]
}

export const mendingKinds = ['no lead', 'nobody accountable', 'date to answer', 'no date', 'no review', 'no measure', 'vague measure'] as const
export type MendingKind = (typeof mendingKinds)[number]

type Mendable = Pick<Action, 'id' | 'state' | 'lead' | 'deadline' | 'dueOn' | 'measures'>

/** Only the kinds that some action needs, in the order in which they are best mended. Closed actions need nothing. */
export function whatNeedsMending(actions: readonly Mendable[]): readonly Mending[] {
  const open = actions.filter((action) => !isClosed(action))
  return mendingKinds.flatMap((kind) => {
    const found = open.filter((action) => needs[kind].test(action)).map((action) => action.id)
    return found.length === 0 ? [] : [{ kind, sentence: `${found.length === 1 ? '1 action' : `${found.length} actions`} ${found.length === 1 ? needs[kind].one : needs[kind].many}`, help: needs[kind].help, actions: found }]
  })
}

/** Everything about one action that wants mending, for its own page. */
export function whatIsWanting(action: Mendable): readonly MendingKind[] {
  return isClosed(action) ? [] : mendingKinds.filter((kind) => needs[kind].test(action))
}

const needs: Readonly<Record<MendingKind, { readonly test: (action: Mendable) => boolean; readonly one: string; readonly many: string; readonly help: string }>> = {
  'no lead': { test: ({ lead }) => lead.name === null, one: 'has no lead', many: 'have no lead', help: 'Choose one person who answers for it.' },
  'nobody accountable': {
    test: ({ lead }) => lead.name !== null && lead.person === null, one: 'is led by a team or post with no person behind it', many: 'are led by a team or post with no person behind it',
    help: 'Choose the person who answers for it, so that somebody is asked.',
  },
  'date to answer': { test: isToBeAsked, one: 'has a deadline that is not clear', many: 'have a deadline that is not clear', help: 'Say what its words mean. Until then it is not called late.' },
  'no date': { test: (action) => action.dueOn === null && !isToBeAsked(action) && !goesOn(action), one: 'has no date', many: 'have no date', help: 'Set the day by which it should be done.' },
  'no review': { test: (action) => action.dueOn === null && !isToBeAsked(action) && goesOn(action), one: 'is ongoing with no day on which it is looked at again', many: 'are ongoing with no day on which they are looked at again', help: 'Set a day to review it.' },
  'no measure': { test: ({ measures }) => measures.length === 0, one: 'has no success measure', many: 'have no success measure', help: 'Say what will show that it has worked.' },
  'vague measure': { test: ({ measures }) => measures.length > 0 && !measures.some(({ words }) => readMeasure(words).measurable), one: 'has a success measure that cannot be measured', many: 'have a success measure that cannot be measured', help: 'Add a number, a date or a thing that can be counted.' },
}

function isToBeAsked({ deadline: { reading } }: Mendable): boolean {
  return partsOf(reading).some((part) => part.asked === true || part.kind === 'ask' || part.kind === 'not understood')
}

/** Ongoing work and work that comes back have no last day: what they lack is a day to look at them again. */
function goesOn({ deadline: { reading } }: Mendable): boolean {
  return partsOf(reading).some((part) => part.kind === 'ongoing' || part.kind === 'recurring')
}
