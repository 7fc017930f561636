import { findGrouping } from './groupings.ts'
import type { QuestionId } from './questions.ts'
import { fiveGroups } from './sets/ethnic-group.ts'

/**
 * A group whose share strategies and their indicators are about. `name` is kept with an indicator and never changes; the share of employees and of the people who live
 * here goes by the same one, so that the two can be put beside each other.
 */
export interface MeasuredGroup {
  readonly name: string
  readonly question: QuestionId
  /** As figures and the census call it; with `besides`, everybody who answered but these. */
  readonly label: string
  /** What everybody else is called. */
  readonly besides?: string
  /** After “who are”. */
  readonly who: string
  readonly definition?: string
}

export const measuredGroups: readonly MeasuredGroup[] = [
  { name: 'women', question: 'sex', label: 'Female', who: 'women' },
  { name: 'disabled', question: 'disability', label: 'Disabled', who: 'disabled', definition: findGrouping('DIS2').definition },
  { name: 'other-than-white', question: 'ethnic group', label: fiveGroups.W, besides: 'All ethnic groups other than White', who: 'of all ethnic groups other than White', definition: findGrouping('ETH2-W').definition },
  { name: 'asian', question: 'ethnic group', label: fiveGroups.A, who: 'Asian' },
  { name: 'black', question: 'ethnic group', label: fiveGroups.B, who: 'Black' },
  { name: 'mixed', question: 'ethnic group', label: fiveGroups.M, who: 'of mixed or multiple ethnic groups' },
  { name: 'lgb-plus', question: 'sexual orientation', label: 'Straight or Heterosexual', besides: 'All sexual orientations other than straight or heterosexual', who: 'of sexual orientations other than straight or heterosexual', definition: findGrouping('LGB2').definition },
  ...['Christian', 'No religion', 'Hindu', 'Muslim', 'Sikh', 'Jewish', 'Buddhist'].map((label) => ({ name: label.toLowerCase().replaceAll(' ', '-'), question: 'religion or belief' as const, label, who: label === 'No religion' ? 'without a religion' : label })),
]
