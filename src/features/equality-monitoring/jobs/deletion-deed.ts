import { dayInWords, rangeInWords } from '#duty/dates.ts'
import type { Done } from '#features/duty-clock/index.ts'
import type { Dataset } from '../dataset.ts'
import { paths } from '../paths.ts'

/** What the clock’s register notes of it: that the rule was kept is evidence too. */
export function deletionDeed(dataset: Pick<Dataset, 'id' | 'source' | 'from' | 'to'>, on: Temporal.PlainDate): Done {
  return {
    kind: 'rows deleted', room: 'equality-monitoring', thing: { kind: 'dataset', id: dataset.id }, on, title: `Rows of ${dataset.source.name}, ${dataset.from === null ? dayInWords(dataset.to) : rangeInWords(dataset.from, dataset.to)}`,
    href: paths.dataset.to({ dataset: dataset.id }), covers: { from: dataset.from ?? dataset.to, to: dataset.to }, about: [dataset.source.kind],
  }
}
