import { mulberry32 } from '#statistics/pay-gap-interval.ts'
import type { PublishedReturn } from './published-return.ts'

const counties = ['Loamshire', 'Mercia', 'Wessex', 'Borsetshire', 'Trumptonshire', 'Midsomer', 'Glebeshire', 'Stonyshire', 'Radfordshire', 'Oakshire'] as const
const kinds = ['County Council', 'North District Council', 'South District Council', 'Vale District Council', 'Borough Council', 'City Council'] as const

/** What the councils of other fictional counties published for a year: the same year gives the same figures. */
export function exampleReturns(year: number): readonly PublishedReturn[] {
  const random = mulberry32(year * 104_729)
  const one = (value: number): string => value.toFixed(1).replace(/\.0$/, '')
  return counties.flatMap((county, at) => kinds.map((kind, place): PublishedReturn => {
    const name = kind.includes(' ') && /^(North|South|Vale)/.test(kind) ? `${kind.split(' ')[0] ?? ''} ${county} ${kind.split(' ').slice(1).join(' ')}` : `${county} ${kind}`
    const median = 4 + 9 * (random() + random() + random() - 1.5) * 1.6
    const mean = median * 0.7 + 3 * (random() - 0.3)
    const men = [30 + 20 * random() - median * 0.4, 36 + 14 * random() - median * 0.2, 38 + 14 * random(), 40 + 14 * random() + median * 0.4].map((share) => one(Math.min(90, Math.max(8, share))))
    return {
      year, employer: `fictional ${at * 10 + place}`, name, area: county.slice(0, 2).toUpperCase(), sectors: ['council', ...(kind === 'County Council' ? ['county' as const] : /District|Borough/.test(kind) ? ['district' as const] : []), 'public sector'],
      size: kind === 'County Council' ? '5000 to 19,999' : random() < 0.5 ? '250 to 499' : '500 to 999', figures: [one(mean), one(median), null, null, '0', '0', ...men.flatMap((share) => [share, one(100 - Number(share))])], address: `${county}`, link: '', late: false,
    }
  }))
}
