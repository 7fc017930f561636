import type { Kept } from '#database/database.ts'
import type { About, CountedHow, Frequency, Polarity, Unit } from './indicator.ts'

/** As the database gives them: days and instants as text, jsonb parsed when read and written as text. */
export interface IndicatorsTables {
  'indicators.indicator': {
    organisation_id: string; indicator_id: string; title: string; definition: string; numerator: string; denominator: string; unit: Unit; about: About; source: string; owner_id: string; owner_name: string; polarity: Polarity
    frequency: Frequency; measure: string; serves_room: string; serves_id: string; counted: CountedHow; breaks_down_by: string; compares: string[]; baseline: Kept<object | null>; targets: Kept<object>; is_public: boolean; made_at: string; version: number
  }
  'indicators.value': {
    organisation_id: string; value_id: string; indicator_id: string; from_on: string; to_on: string; figure: Kept<object>; breakdown: Kept<object | null>; beside: Kept<object>; commentary: string; source: string
    replaces_id: string | null; why: string; by_id: string; by_name: string; at: string
  }
  'indicators.proof': { organisation_id: string; value_id: string; held: Kept<object>; policy: string; certificate: string; proved_on: string }
}
