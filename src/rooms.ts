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
import type { Sections } from '#web/navigation.ts'

/** Every room of the house. Taking a feature out is deleting its folder and its two lines here. */
export const rooms: readonly Room[] = [guide, actionPlan, communityProfile, dutyClock, equalityMonitoring, governance, impactAssessments, indicators, monitoringRounds, payGaps, publication, reports, selfDeclaration, people]

/** What stands in the bar at the top, by the words of the rooms’ own links: a handful of places, each with its neighbours. A link that is named nowhere stands by itself. */
export const sections: Sections = {
  staff: [
    { text: 'My work', links: ['My work', 'Your answers'] }, { text: 'Plans', links: ['Plans', 'Rounds', 'Indicators'] }, { text: 'Assessments', links: ['Assessments'] }, { text: 'People and pay', links: ['Monitoring', 'Pay', 'Who lives here'] },
    { text: 'Governance', links: ['Governance', 'What is due', 'Reports'] }, { text: 'Publication', links: ['Publication'] }, { text: 'Administration', links: ['People', 'Ledger'] },
  ],
  everybody: [
    { text: 'Equality plans', links: ['Equality plans', 'What the figures say'] }, { text: 'Impact assessments', links: ['Impact assessments'] }, { text: 'People and pay', links: ['Who works here', 'Pay gaps', 'Who lives here'] },
    { text: 'Reports', links: ['Reports'] }, { text: 'How we are run', links: ['What we must publish', 'Who answers to whom'] },
  ],
}
