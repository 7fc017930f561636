/** The indicators' front door: what the rest of the house may use. It knows no room that offers measures. */
import type { Room } from '#web/page.ts'
import { mayReadIndicators } from './access.ts'
import { importValues } from './pages/import-values.ts'
import { indicatorPage } from './pages/indicator.ts'
import { indicators as list } from './pages/indicators.ts'
import { editIndicator, newIndicator } from './pages/keep-indicator.ts'
import { addValue, correctValue } from './pages/keep-value.ts'
import { indicatorSeries, indicatorsSection, indicatorThing, valueSource } from './pages/offered.ts'
import { waitingValues } from './pages/waiting.ts'
import { onFrontPage, openFigures, publicFigure, publicFigures } from './pages/public-figures.ts'
import { figuresPublishing, publishFigures } from './pages/publish.ts'
import { paths } from './paths.ts'

export const indicators: Room = {
  name: 'Indicators',
  pages: [...list, newIndicator, publishFigures, ...indicatorPage, editIndicator, addValue, correctValue, importValues, publicFigures, publicFigure],
  offers: { waiting: [waitingValues], sections: [indicatorsSection], things: [indicatorThing], series: [indicatorSeries], sources: [valueSource], frontPage: [onFrontPage], openData: [openFigures], publishing: [figuresPublishing] },
  navigation: [{ text: 'Indicators', href: paths.indicators.to(), mayUse: mayReadIndicators }],
  publicNavigation: [{ text: 'What the figures say', href: paths.publicFigures.to() }],
}

export { mayReadIndicators } from './access.ts'
export { listIndicators, listIndicatorsFor, saveIndicator } from './indicator-store.ts'
export { publicIndicatorsOf } from './pages/public-figures.ts'
export { indicatorsOf } from './pages/objective.ts'
export { addExampleIndicators } from './example.ts'
