import { faultInCounts } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { noFigure } from './figure.ts'
import type { About, Finding } from './finding.ts'
import { people, say } from './sentence.ts'
import type { Words } from './sentence.ts'

/** How many people with a characteristic there were at two snapshots, and what happened between them. */
export interface Movement {
  readonly start: number
  readonly joined: number
  readonly left: number
  /** People who were there all along and told us for the first time. */
  readonly newlyDeclared: number
  /** People who are still there and took their answer back. */
  readonly withdrawn: number
  readonly end: number
}

export interface StockFlow {
  /** end - (start + joined - left + newlyDeclared - withdrawn). Anything but nought is an error in the data, not a statistic. */
  readonly residual: number
  readonly reconciles: boolean
  /** newlyDeclared - withdrawn: change that moved nobody. */
  readonly fromDeclaration: number
  /** joined - left. */
  readonly netMovement: number
}

/** Does the change between two snapshots add up? Errors: `undefined` when a number is not a count. */
export function stockFlow({ start, joined, left, newlyDeclared, withdrawn, end }: Movement): StockFlow | NoFigure {
  const fault = faultInCounts([start, joined, left, newlyDeclared, withdrawn, end])
  if (fault) return fault
  const residual = end - (start + joined - left + newlyDeclared - withdrawn)
  return { residual, reconciles: residual === 0, fromDeclaration: newlyDeclared - withdrawn, netMovement: joined - left }
}

export interface MovementAsked extends About {
  readonly numbers: Movement
  /** "Disabled staff", as a sentence begins. */
  readonly group: string
  /** "staff". */
  readonly who: string
}

/** What changed between two snapshots, as a finding. Errors: as `stockFlow`; `undefined` when the numbers do not add up: that is an error in the data, and no figure. */
export function stockFlowFinding({ numbers, group, who, definition, source }: MovementAsked): Finding<StockFlow> | NoFigure {
  const value = stockFlow(numbers)
  if (isRefused(value)) return value
  if (!value.reconciles) return noFigure('undefined', 'The people at the start, those who came and went, and the people at the end do not add up. Check the extract.')
  const { start, joined, left, newlyDeclared, withdrawn, end } = numbers
  const parts: readonly Words[] = [
    say`${people('joined', joined)} joined`, say`${people('left', left)} left`,
    ...(newlyDeclared === 0 ? [] : [say`${people('newlyDeclared', newlyDeclared)} existing ${who} told us for the first time`]),
    ...(withdrawn === 0 ? [] : [say`${people('withdrawn', withdrawn)} withdrew`]),
  ]
  const happened = parts.flatMap((part, index): Words => (index === 0 ? part : [', ', ...part]))
  const movement = end === start ? say`${group} stayed at ${people('end', end)}` : say`${group} ${end > start ? 'rose' : 'fell'} from ${people('start', start)} to ${people('end', end)}`
  return {
    value, interval: null, base: start, denominator: `${group.charAt(0).toLowerCase()}${group.slice(1)} at the first snapshot`, method: 'Reconciliation of two snapshots', definition, source, test: null, evidence: null,
    sentence: {
      headline: say`${movement}: ${happened}.`,
      meaning: value.fromDeclaration === 0 ? [] : say`Of the change, ${people('fromDeclaration', Math.abs(value.fromDeclaration))} ${value.fromDeclaration > 0 ? 'come from people telling us, not from people joining' : 'come from people taking their answer back, not from people leaving'}.`,
      certainty: [],
      notMeaning: say`A rise that comes from telling us is not a rise in how many there are.`,
      nextQuestion: say`Do ${who} of this group join and leave as others do?`,
      method: say`Every person at the end was there at the start, joined, or told us since; the numbers add up exactly.`,
      plain: ['headline'],
    },
  }
}
