/** What this room offers to rooms that must not know it: shares of the people who live here, for an indicator to be put beside or worked out from. */
import { dayInWords } from '#duty/dates.ts'
import { fiveGroups } from '#duty/monitoring/sets/ethnic-group.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { citedFigure } from '#disclosure/gate.ts'
import type { Measure } from '#web/offers.ts'
import { findAtlas } from '../atlas-store.ts'
import { benchmarksIn } from '../benchmarks.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'

/** By the label that the census’s categories and groups have here; `besides`: everybody who answered but these. */
const groups: readonly { readonly name: string; readonly question: QuestionId; readonly label: string; readonly besides?: boolean; readonly who: string }[] = [
  { name: 'women', question: 'sex', label: 'Female', who: 'women' },
  { name: 'disabled', question: 'disability', label: 'Disabled', who: 'disabled' },
  { name: 'other-than-white', question: 'ethnic group', label: fiveGroups.W, besides: true, who: 'of all ethnic groups other than White' },
  { name: 'asian', question: 'ethnic group', label: fiveGroups.A, who: 'Asian' },
  { name: 'black', question: 'ethnic group', label: fiveGroups.B, who: 'Black' },
  { name: 'mixed', question: 'ethnic group', label: fiveGroups.M, who: 'of mixed or multiple ethnic groups' },
  { name: 'lgb-plus', question: 'sexual orientation', label: 'Straight or Heterosexual', besides: true, who: 'of sexual orientations other than straight or heterosexual' },
  ...['Christian', 'No religion', 'Hindu', 'Muslim', 'Sikh', 'Jewish', 'Buddhist'].map((label) => ({ name: label.toLowerCase().replaceAll(' ', '-'), question: 'religion or belief' as const, label, who: label === 'No religion' ? 'without a religion' : label })),
]

export const measures: readonly Measure[] = groups.map(({ name, question, label, besides = false, who }): Measure => ({
  name: `community-profile.residents-${name}`, title: `People who live here who are ${who}`, unit: 'percent',
  definition: 'Of the people who live in the body’s own area and answered the census, how many are in this group. From the newest census there is of the area, or of the one around it.',
  async work(db, organisation) {
    const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation)])
    const href = paths.profile.to()
    if (community === null) return { missing: 'Nobody has said yet which area the organisation serves.', href }
    const found = benchmarksIn(atlas, community.home, question).find((each) => each.label.toLowerCase() === label.toLowerCase())
    if (found === undefined || found.whole === 0) return { missing: 'There is no census figure of it for this area.', href }
    const share = (100 * (besides ? found.whole - found.part : found.part)) / found.whole
    const on = Temporal.PlainDate.from(found.on)
    const source = `${found.source}: ${found.area}, ${dayInWords(on)}`
    return { value: citedFigure({ text: `${share.toFixed(1)}%`, value: Number(share.toFixed(1)), base: `of ${found.population}`, on: found.on, source, definition: found.definition }), of: citedFigure({ text: found.whole.toLocaleString('en-GB'), value: found.whole, on: found.on, source, definition: found.population }), on, source, href }
  },
}))
