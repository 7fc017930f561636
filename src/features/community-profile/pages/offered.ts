/** What this room offers to rooms that must not know it: shares of the people who live here, for an indicator to be put beside or worked out from. */
import { dayInWords } from '#duty/dates.ts'
import { measuredGroups } from '#duty/monitoring/groups-measured.ts'
import { citedFigure } from '#disclosure/gate.ts'
import type { Measure } from '#web/offers.ts'
import { findAtlas } from '../atlas-store.ts'
import { benchmarksIn } from '../benchmarks.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'

export const measures: readonly Measure[] = measuredGroups.map(({ name, question, label, besides, who }): Measure => ({
  name: `community-profile.residents-${name}`, title: `People who live here who are ${who}`, unit: 'percent',
  definition: 'Of the people who live in the body’s own area and answered the census, how many are in this group. From the newest census there is of the area, or of the one around it.',
  async work(db, organisation) {
    const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation)])
    const href = paths.profile.to()
    if (community === null) return { missing: 'Nobody has said yet which area the organisation serves.', href }
    const found = benchmarksIn(atlas, community.home, question).find((each) => each.label.toLowerCase() === label.toLowerCase())
    if (found === undefined || found.whole === 0) return { missing: 'There is no census figure of it for this area.', href }
    const share = (100 * (besides === undefined ? found.part : found.whole - found.part)) / found.whole
    const on = Temporal.PlainDate.from(found.on)
    const source = `${found.source}: ${found.area}, ${dayInWords(on)}`
    return { value: citedFigure({ text: `${share.toFixed(1)}%`, value: Number(share.toFixed(1)), base: `of ${found.population}`, on: found.on, source, definition: found.definition }), of: citedFigure({ text: found.whole.toLocaleString('en-GB'), value: found.whole, on: found.on, source, definition: found.population }), on, source, href }
  },
}))
