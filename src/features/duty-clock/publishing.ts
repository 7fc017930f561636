/** What the public page of duties and promises is made of: frozen when it is published, and drawn with the day on which it is read. */
import { findIdentifying } from '#disclosure/identifying.ts'
import type { Due, Owed } from './owed.ts'
import { ruleInWords } from './owed.ts'

export const room = 'duty-clock'
export const publicTitle = 'What we must publish, and when we did'

export interface PublicOwed { readonly id: string; readonly by: 'law' | 'promise'; readonly title: string; readonly sentence: string; readonly source: string; readonly link: string; readonly when: string; readonly dates: readonly PublicDate[] }
/** `deed` is there where it was done and anybody may read what was done. */
export interface PublicDate { readonly due: string; readonly on: string; readonly because: string; readonly kept: '' | 'kept' | 'kept late' | 'not kept'; readonly doneOn: string; readonly deed: string; readonly href: string }
export interface PublicClock { readonly owed: readonly PublicOwed[] }

/** Three years back and two ahead of what is public: every duty of the law, and the promises that were marked as public. */
export function publicClock(owed: readonly Owed[], dates: readonly Due[], today: Temporal.PlainDate): PublicClock {
  const from = today.subtract({ years: 3 })
  return {
    owed: owed.filter((each) => each.public).map((each) => ({
      id: each.id, by: each.by, title: each.title, sentence: each.sentence, source: each.source, link: each.link ?? '', when: ruleInWords(each.rule),
      dates: dates.filter((date) => date.owed.id === each.id && date.due !== null && date.on !== null && Temporal.PlainDate.compare(from, date.on) <= 0).map((date): PublicDate => ({
        due: date.due?.toString() ?? '', on: date.on?.toString() ?? '', because: each.rule.kind === 'after each' || each.rule.kind === 'at each' ? (date.deed?.public ? date.because : '') : date.because,
        kept: date.state === 'kept' || date.state === 'kept late' || date.state === 'not kept' ? date.state : '', doneOn: date.deed?.on.toString() ?? '', deed: date.deed && (date.deed.public || date.deed.kind.endsWith('published')) ? date.deed.title : '', href: date.deed?.public ? date.deed.href : '',
      })),
    })).filter((each) => each.by === 'law' || each.dates.length > 0),
  }
}

/**
 * What a rule may let out by itself: what became of the dates of what was approved. Its duties, promises and words stay as somebody approved them, what
 * was taken out before it was published stays out, and the title of something done that could point at a person waits until somebody has looked.
 */
export function keptUp(approved: PublicClock, now: PublicClock): PublicClock {
  return {
    owed: approved.owed.map((each) => {
      const newer = now.owed.find((other) => other.id === each.id && other.when === each.when)
      return newer === undefined ? each : { ...each, dates: newer.dates.map((date) => {
        const was = each.dates.find((other) => other.due === date.due && other.doneOn === date.doneOn)
        return { ...date, deed: mayFollow(date.deed, was?.deed), because: mayFollow(date.because, was?.because) }
      }) }
    }),
  }
}

function mayFollow(words: string, approved: string | undefined): string {
  if (approved !== undefined && (words === approved || approved.includes(takenOut))) return approved
  return findIdentifying(words).length > 0 ? '' : words
}

/** What stands where somebody at the publication desk took words out. */
const takenOut = '[removed]'
