/** What every change to an action does besides changing it: its history, its public page, its ledger entry. */
import { newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { deadlineToJson } from '#duty/due.ts'
import type { Refused } from '#duty/refused.ts'
import type { Open, Outside } from '#web/page.ts'
import type { Upload } from '#web/uploads.ts'
import type { Action } from '../action.ts'
import { addEvidence, recordHappening, saveAction, type Happening } from '../action-store.ts'
import type { Strategy } from '../plan.ts'
import { publishProgress } from './publishing.ts'

type Changing = Outside & Open

export interface Saved {
  readonly published: boolean
  readonly entry: { readonly did: `${string}.${string}`; readonly on: { readonly room: string; readonly id: string; readonly version: number }; readonly before: Json; readonly after: Json; readonly detail: Json }
}

/** Writes the changed action, tells its history, and lets a public progress note out by the plan's rule. Refuses when somebody saved in between. */
export async function saveChange(house: Changing, strategy: Strategy, before: Action, after: Action, happened: Pick<Happening, 'kind' | 'told' | 'isPrivate'>, by: { readonly id: string; readonly name: string }): Promise<Saved | Refused> {
  const { db, organisation, now } = house
  // Sent to the database in one breath, and done in this order. What is refused is rolled back whole.
  const [isSaved, , published] = await Promise.all([
    saveAction(db, organisation.id, after), recordHappening(db, organisation.id, after.id, { at: now, person: by.id, name: by.name, ...happened }), publishProgress(house, strategy, after, happened),
  ])
  if (!isSaved) return { refused: 'Someone else changed this action just now. Open it again to see what is different' }
  const [was, is] = differences(before, after)
  return {
    published,
    entry: { did: `action-plan.${happened.kind.replaceAll(' ', '-')}`, on: { room: 'action-plan', id: after.id, version: after.version }, before: was, after: is, detail: { ...happened.told, private: happened.isPrivate } },
  }
}

export function savedWords(what: string, published: boolean): string {
  return published ? `${what}. It is on the public page.` : `${what}.`
}

/** Only what changed, both ways: the ledger holds no more of a thing than the change was about. */
function differences(before: Action, after: Action): readonly [Json, Json] {
  const plain = (action: Action): Record<string, Json> => ({
    ...(JSON.parse(JSON.stringify({ ...action, deadline: null, dueOn: null, closedOn: null, lastUpdate: null })) as Record<string, Json>),
    deadline: { written: action.deadline.written, reading: deadlineToJson(action.deadline.reading) as Json }, dueOn: action.dueOn?.toString() ?? null, closedOn: action.closedOn?.toString() ?? null,
    lastUpdate: action.lastUpdate === null ? null : { on: action.lastUpdate.on.toString(), words: action.lastUpdate.words },
  })
  const [was, is] = [plain(before), plain(after)]
  const changed = Object.keys(is).filter((name) => name !== 'version' && JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  return [Object.fromEntries(changed.map((name) => [name, was[name] ?? null])), Object.fromEntries(changed.map((name) => [name, is[name] ?? null]))]
}

export async function keepEvidence(house: Changing, action: string, given: { readonly what: string; readonly file: Upload | null; readonly link: string | null; readonly effectiveOn: Temporal.PlainDate | null; readonly isPrivate: boolean }, by: string): Promise<{ readonly id: string; readonly sha256: string | null }> {
  const sha256 = given.file ? await house.files.keep(given.file.bytes) : null
  const id = newId()
  await addEvidence(house.db, house.organisation.id, {
    id, action, what: given.what, effectiveOn: given.effectiveOn, file: given.file && sha256 ? { name: given.file.fileName, kind: given.file.kind, sha256, bytes: given.file.bytes.length } : null,
    link: given.link, isPrivate: given.isPrivate, addedAt: house.now, addedBy: by,
  })
  return { id, sha256 }
}

