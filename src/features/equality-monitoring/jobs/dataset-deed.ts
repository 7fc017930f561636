import type { Done } from '#features/duty-clock/index.ts'
import type { Dataset } from '../dataset.ts'
import { datasetTitle } from '../pages/parts.ts'
import { paths } from '../paths.ts'

/** What the clock’s register notes of an extract: that it was taken in; or that its rows went when their time came, for that the rule was kept is evidence too. */
export function datasetDeed(kind: 'dataset loaded' | 'rows deleted', dataset: Dataset, on: Temporal.PlainDate): Done {
  const title = datasetTitle(dataset)
  return {
    kind, room: 'equality-monitoring', thing: { kind: 'dataset', id: dataset.id }, on, title: kind === 'rows deleted' ? `Rows of ${title}` : title,
    href: paths.dataset.to({ dataset: dataset.id }), covers: { from: dataset.from ?? dataset.to, to: dataset.to }, about: [dataset.source.kind],
  }
}
