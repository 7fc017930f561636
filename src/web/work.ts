import type { Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import type { ReadingLimits } from '#documents/document.ts'
import type { Files } from './files.ts'
import type { AllOffers } from './offers.ts'
import type { Organisation } from './organisation.ts'

/** Work that is done beside the pages: asked for in the transaction of a page, and begun once that is committed. */
export interface Work<Asked extends Json = Json> {
  /** `action-plan.read-document`: the room, then what is to be done. */
  readonly name: string
  /** For work that comes round by the clock, once for each organisation: minutes and hours in UTC, as cron writes them. */
  readonly at?: string
  /** Work of one line is done one after the other within an organisation. */
  readonly line?: string
  run(asked: Asked, house: WorkHouse): Promise<void>
}

/** What work may use. It may be run again after a fault, so it must be safe to begin twice. */
export interface WorkHouse {
  readonly organisation: string
  readonly body: Organisation
  readonly files: Files
  /** What all rooms offer to those that must not know them. */
  readonly offers: AllOffers
  /** What a document may be at most, as this deployment is set. */
  readonly limits: ReadingLimits
  /** Rows that this deployment takes from one extract, which is read row by row and may be longer than a document. */
  readonly rowsPerFile: number
  /** The address that mails link to, without a slash at its end. */
  readonly origin: string
  looking<Answer>(work: (db: Reading) => Promise<Answer>): Promise<Answer>
  changing<Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer>
  /** A change that makes no entry in the ledger and is nothing yet that a page shows: it does not wait for its turn, and what is published stays remembered. */
  aside<Answer>(work: (db: Database) => Promise<Answer>): Promise<Answer>
  append(db: Database, entry: Entry): Promise<void>
  now(): Temporal.Instant
}
