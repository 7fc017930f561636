import type { Generated } from 'kysely'

/** The house's own tables: who is here, what happened, what is counted, and what is waiting to be sent. */
export interface HouseTables {
  'directory.organisation': {
    id: string; name: string; short_name: string; kind: string; header_colour: Generated<string>; accent_colour: Generated<string>; contact_email: string | null; made_at: Generated<string>
  }
  'directory.host': { host: string; organisation_id: string }
  'house.counter': { organisation_id: string; name: string; last_number: string }
  'ledger.entry': {
    organisation_id: string; number: string; at: string; by: string; did: string; on_room: string; on_id: string; on_version: string | null; request: string
    body_hash: Buffer; content_hash: Buffer; hash: Buffer
  }
  'ledger.body': { organisation_id: string; number: string; salt: Buffer | null; body: string | null; erased_at: string | null; erased_because: string | null }
  'ledger.head': { organisation_id: string; number: string; hash: Buffer }
  'ledger.checkpoint': { organisation_id: string; size: string; root: Buffer; at: string; key_id: string; signature: Buffer; peaks: Buffer }
  'mail.outbox': {
    organisation_id: string; id: string; dedupe: string; address: string; subject: string; text: string | null
    state: Generated<'waiting' | 'sending' | 'sent' | 'refused' | 'given up'>; made_at: string; next_try_at: string; tries: Generated<number>; sent_at: string | null; trouble: string | null
  }
}
