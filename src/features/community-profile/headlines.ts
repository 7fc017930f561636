import { citedFigure } from '#disclosure/gate.ts'
import type { Shown } from '#disclosure/shown.ts'
import { sourceOf, type Atlas, type AreaRow, type Edition } from './atlas.ts'
import { areaName } from './community.ts'
import { inThousands, percent } from './community-table.ts'
import type { SubjectId, TableId } from './topics.ts'

/** One figure that stands for a subject, with the words beside it. */
export interface Headline { readonly figure: Shown; readonly words: string }

/** What is most worth knowing of a place about each subject that the census asks of; nothing where there is no figure for it. */
export function headlinesOf(atlas: Atlas, code: string): { readonly [subject in SubjectId]?: readonly Headline[] } {
  const name = areaName(atlas, code)
  const held = (table: TableId): { edition: Edition; row: AreaRow } | null => {
    const edition = atlas.newestFor(table, code)
    const row = edition && atlas.row(edition, code)
    return edition && row ? { edition, row } : null
  }
  const number = (edition: Edition, value: number, what: string): Shown => citedFigure({ text: inThousands(value), value, on: edition.on, source: sourceOf(edition), definition: `${what} in ${name}` })
  const share = (edition: Edition, row: AreaRow, part: number, what: string, base = 'of usual residents'): Shown => citedFigure({ text: percent(part, row.total), value: 100 * part / row.total, base, on: edition.on, source: sourceOf(edition), definition: `${what} in ${name}` })
  const sum = (row: AreaRow, from: number, to: number): number => row.numbers.slice(from, to + 1).reduce<number>((total, each) => total + (each ?? 0), 0)
  const at = (edition: Edition, row: AreaRow, inFile: string): number => row.numbers[edition.categories.indexOf(inFile)] ?? 0

  const [sex, age, ethnic, religion, disability, english, orientation, deprivation] = (['sex', 'age', 'ethnic-group', 'religion', 'disability', 'english', 'sexual-orientation', 'deprivation'] as const).map(held)
  const british = 'White: English, Welsh, Scottish, Northern Irish or British'
  const one = (found: { edition: Edition; row: AreaRow } | null | undefined, part: (row: AreaRow, edition: Edition) => number, words: string): Headline[] =>
    found ? [{ figure: share(found.edition, found.row, part(found.row, found.edition), words), words }] : []
  return {
    ...(sex ? { population: [{ figure: number(sex.edition, sex.row.total, 'Usual residents'), words: 'people live here' }], sex: one(sex, (row, edition) => at(edition, row, 'total_females'), 'are female') } : {}),
    ...(age ? { age: [...one(age, (row) => sum(row, 0, 15), 'are under 16'), ...one(age, (row) => sum(row, 65, 90), 'are 65 or over')] } : {}),
    ...(ethnic ? { 'ethnic-group': one(ethnic, (row, edition) => row.total - at(edition, row, british), 'are of an ethnic group other than White British, White minorities included').concat(one(ethnic, (row, edition) => row.total - edition.categories.reduce((all, each, place) => all + (each.startsWith('White: ') ? row.numbers[place] ?? 0 : 0), 0), 'are of a group other than White')) } : {}),
    ...(religion ? { religion: [...one(religion, (row, edition) => at(edition, row, 'No religion'), 'have no religion'), ...one(religion, (row, edition) => at(edition, row, 'Christian'), 'are Christian')] } : {}),
    ...(disability ? { disability: one(disability, (row, edition) => at(edition, row, 'Disabled under the Equality Act'), 'are disabled') } : {}),
    ...(english ? { language: one(english, (row, edition) => row.total - at(edition, row, 'Main language is English (English or Welsh in Wales)'), 'of those aged 3 and over have another main language than English') } : {}),
    ...(orientation ? { 'sexual-orientation': one(orientation, (row, edition) => at(edition, row, 'Gay or Lesbian') + at(edition, row, 'Bisexual') + at(edition, row, 'All other sexual orientations'), 'of those aged 16 and over are gay, lesbian, bisexual or of another sexual orientation') } : {}),
    ...(deprivation ? { deprivation: [{ figure: rankFigure(deprivation.edition, deprivation.row, name), words: 'among England’s authorities; 1 is the most deprived' }] } : {}),
  }
}

/** “266 of 296”. */
export function rankFigure(edition: Edition, row: AreaRow, name: string, place = 1): Shown {
  const rank = row.numbers[place] ?? 0
  return citedFigure({ text: `${rank} of ${row.total}`, value: rank, base: `of ${row.total} authorities`, on: edition.on, source: sourceOf(edition), definition: `Rank of ${edition.categories[place] ?? ''}, ${name}` })
}
