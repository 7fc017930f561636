/** What the pages of columns and words share: an extract that waits to be understood, and where to go when a part of it is. */
import type { Entry } from '#database/ledger.ts'
import { NotFound } from '#web/refusals.ts'
import type { House, Open } from '#web/page.ts'
import type { Dataset, Field, Mapping, Source } from '../dataset.ts'
import { confirmMapping, findReading } from '../dataset-store.ts'
import { isCovered, suggestMapping, type SuggestedWord, type Suggestion } from '../mapping.ts'
import { paths } from '../paths.ts'
import type { ExtractReading } from '../read-extract.ts'
import { findSource, saveSource } from '../source-store.ts'
import { usualUnderstanding } from '../understanding.ts'
import { fieldInAddress, wantedDataset } from './parts.ts'

export interface ToMap { readonly dataset: Dataset; readonly source: Source; readonly reading: ExtractReading; readonly suggestion: Suggestion }

/** Somebody should look at this word: nothing is known of it, or what is known may be wrong. */
export const isUnsure = ({ from, sure }: Pick<SuggestedWord, 'from' | 'sure'>): boolean => from === 'nothing' || sure === 'unsure'

export async function loadToMap(id: string, { db, organisation }: House): Promise<ToMap> {
  const dataset = await wantedDataset(db, organisation.id, id)
  const [source, reading] = [await findSource(db, organisation.id, dataset.source.id), await findReading(db, organisation.id, id)]
  if (!source || !reading || (dataset.state !== 'to map' && dataset.state !== 'to check')) throw new NotFound('not to be understood now')
  return { dataset, source, reading, suggestion: suggestMapping(reading, source.mapping, usualUnderstanding) }
}

export interface FieldToMap { readonly field: Field; readonly words: number; readonly confirmed: number; readonly unsure: number }

/** Each field whose words have to be understood, in the order of the columns. */
export function listFieldsToMap({ words }: Suggestion): readonly FieldToMap[] {
  return [...Map.groupBy(words, (each) => each.field)].map(([field, all]) => ({
    field, words: all.length, confirmed: all.filter((each) => each.from === 'remembered' || each.words === '').length, unsure: all.filter(isUnsure).length,
  }))
}

/** Are the columns all said to be something, or left out? */
export const columnsAreConfirmed = ({ columns }: Suggestion): boolean => columns.every((each) => each.from === 'remembered' || each.column.filled === 0)

/**
 * Saves what a person said. Once everything is said, the extract is looked through again with it; until then the next field that has words to confirm is
 * shown. Null when somebody else changed the source meanwhile.
 */
export async function saveMapping({ db, organisation }: House & Open, { dataset, source, reading }: ToMap, mapping: Mapping, entry: Entry): Promise<{ readonly goTo: string; readonly said: string; readonly entry: Entry } | null> {
  const back = paths.dataset.to({ dataset: dataset.id })
  if (dataset.state === 'to check' || isCovered(reading, mapping)) {
    return await confirmMapping(db, organisation.id, dataset.id, mapping, source.version) ? { goTo: back, said: 'That was the last of it. The rows are looked through now.', entry } : null
  }
  if (!await saveSource(db, organisation.id, { ...source, mapping })) return null
  const suggestion = suggestMapping(reading, mapping, usualUnderstanding)
  const next = listFieldsToMap(suggestion).find((each) => each.unsure > 0)
  const goTo = !columnsAreConfirmed(suggestion) ? back : next ? paths.words.to({ dataset: dataset.id, field: fieldInAddress(next.field) }) : paths.sureWords.to({ dataset: dataset.id })
  return { goTo, said: 'Saved.', entry }
}
