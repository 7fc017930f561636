import type { Kept } from '#database/database.ts'

export interface PublicationTables {
  'publication.edition': {
    organisation_id: string; address: string; version: number; room: string; thing_id: string; title: string; content: Kept<object>; sha256: string
    approved_by: string; approved_by_id: string | null; rule: string; note: string; published_at: string; withdrawn: boolean
  }
  'publication.newest': { organisation_id: string; address: string; room: string; thing_id: string; version: number; place: number; withdrawn: boolean }
  'publication.head': { organisation_id: string; number: number }
}
