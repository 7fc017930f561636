/** The front door of impact assessments: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadAssessments } from './access.ts'
import { assessments } from './pages/front.ts'
import { method } from './pages/method.ts'
import { item, programme, takeOut } from './pages/programme.ts'
import { agreeRelevance, editUndertaking, endUndertaking, newUndertaking, plan, register, relevance, undertaking } from './pages/register.ts'
import { agree, choose, screening, screeningImpact, screeningKinds, screenings, screeningTriggers, sign, start, throwAway } from './pages/screening.ts'
import { paths } from './paths.ts'

export const impactAssessments: Room = {
  name: 'Impact assessments',
  pages: [
    assessments, start, ...screenings, screening, screeningKinds, screeningTriggers, screeningImpact, sign, agree, choose, throwAway,
    ...register, newUndertaking, undertaking, editUndertaking, endUndertaking, relevance, agreeRelevance, plan, ...programme, item, takeOut, method,
  ],
  navigation: [{ text: 'Impact assessments', href: paths.front.to(), mayUse: mayReadAssessments }],
}

export { addExampleAssessments } from './example.ts'
