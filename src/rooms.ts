import { people } from '#features/people/index.ts'
import { standingPages } from '#web/standing-pages.ts'
import type { Room } from '#web/page.ts'

/** Every room of the house. Taking a feature out is deleting its folder and its two lines here. */
export const rooms: readonly Room[] = [people, standingPages]
