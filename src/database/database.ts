import type { Kysely } from 'kysely'
import type { HouseTables } from './tables.ts'
import type { PeopleTables } from '#features/people/tables.ts'
import type { WebTables } from '#web/tables.ts'

/** The register of every table in the house. A feature owns one schema and names no other. */
export interface Tables extends HouseTables, PeopleTables, WebTables {}

/** A connection or a transaction: a store never needs to know which. */
export type Database = Kysely<Tables>

/** All that a page to read is given: it can look, and the compiler will not let it write. */
export type Reading = Pick<Database, 'selectFrom' | 'with' | 'fn'>
