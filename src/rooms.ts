import { actionPlan } from '#features/action-plan/index.ts'
import { communityProfile } from '#features/community-profile/index.ts'
import { dutyClock } from '#features/duty-clock/index.ts'
import { equalityMonitoring } from '#features/equality-monitoring/index.ts'
import { governance } from '#features/governance/index.ts'
import { impactAssessments } from '#features/impact-assessments/index.ts'
import { indicators } from '#features/indicators/index.ts'
import { monitoringRounds } from '#features/monitoring-rounds/index.ts'
import { payGaps } from '#features/pay-gaps/index.ts'
import { people } from '#features/people/index.ts'
import { publication } from '#features/publication/index.ts'
import { selfDeclaration } from '#features/self-declaration/index.ts'
import { reports } from '#features/reports/index.ts'
import { guide } from '#web/guide.ts'
import type { Room } from '#web/page.ts'
import { standingPages } from '#web/standing-pages.ts'

/** Every room of the house. Taking a feature out is deleting its folder and its two lines here. */
export const rooms: readonly Room[] = [standingPages, guide, actionPlan, communityProfile, dutyClock, equalityMonitoring, governance, impactAssessments, indicators, monitoringRounds, payGaps, publication, reports, selfDeclaration, people]
