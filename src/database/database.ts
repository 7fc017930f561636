import type { ColumnType, Kysely } from 'kysely'
import type { HouseTables } from './tables.ts'
import type { ActionPlanTables } from '#features/action-plan/tables.ts'
import type { CommunityProfileTables } from '#features/community-profile/tables.ts'
import type { DutyClockTables } from '#features/duty-clock/tables.ts'
import type { EqualityMonitoringTables } from '#features/equality-monitoring/tables.ts'
import type { GovernanceTables } from '#features/governance/tables.ts'
import type { ImpactAssessmentTables } from '#features/impact-assessments/tables.ts'
import type { IndicatorsTables } from '#features/indicators/tables.ts'
import type { MonitoringRoundsTables } from '#features/monitoring-rounds/tables.ts'
import type { PayGapsTables } from '#features/pay-gaps/tables.ts'
import type { PeopleTables } from '#features/people/tables.ts'
import type { PublicationTables } from '#features/publication/tables.ts'
import type { ReportsTables } from '#features/reports/tables.ts'
import type { SelfDeclarationTables } from '#features/self-declaration/tables.ts'
import type { WebTables } from '#web/tables.ts'

/** The register of every table in the house. A feature owns one schema and names no other. */
export interface Tables extends HouseTables, ActionPlanTables, CommunityProfileTables, DutyClockTables, EqualityMonitoringTables, GovernanceTables, ImpactAssessmentTables, IndicatorsTables, MonitoringRoundsTables, PayGapsTables, PeopleTables, PublicationTables, ReportsTables, SelfDeclarationTables, WebTables {}

/** A connection or a transaction: a store never needs to know which. */
export type Database = Kysely<Tables>

/** All that a page to read is given: it can look, and the compiler will not let it write. */
export type Reading = Pick<Database, 'selectFrom' | 'with' | 'withRecursive' | 'fn'>

/** A jsonb column: read as what it holds, written as the text that `JSON.stringify` makes. */
export type Kept<Value> = ColumnType<Value, null extends Value ? string | null : string, null extends Value ? string | null : string>
