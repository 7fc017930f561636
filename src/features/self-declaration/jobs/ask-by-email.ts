import type { Work } from '#web/work.ts'
import { endCampaign, findNewestCampaign } from '../campaign-store.ts'
import { mailInvitation } from '../declaration-mail.ts'
import { mayBeAsked } from '../declaration.ts'
import { findSettings, listParticipants } from '../declaration-store.ts'

/** How many are asked at one time: a mail server should not see a storm, nor the help desk. */
const atOnce = 250
const together = 50

/** Goes on with the newest campaign in working hours, a part of the people each time, until everybody has been asked who may be. */
export const askByEmail: Work<null> = {
  name: 'self-declaration.ask-by-email',
  line: 'self-declaration',
  at: '*/30 7-16 * * 1-5',
  async run(_asked, house) {
    const { organisation, body, origin, changing, append, now } = house
    // A few at a time: nobody's change in the organisation should wait for hundreds of letters to be written.
    for (let asked = 0; asked < atOnce; asked += together) {
      const goesOn = await changing(async (db) => {
        const campaign = await findNewestCampaign(db, organisation)
        if (campaign === null || campaign.endedAt !== null) return false
        const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
        const { questions } = await findSettings(db, organisation)
        const due = (await listParticipants(db, organisation)).filter((each) => mayBeAsked(each, today))
        const part = due.slice(0, together)
        for (const each of part) await mailInvitation(db, { organisation: body, origin, now: now(), campaign: campaign.id, participant: each.id, to: each.email, note: campaign.note, questions: questions.length })
        if (part.length === due.length) await endCampaign(db, organisation, campaign.id, now())
        if (part.length > 0) await append(db, { did: 'self-declaration.people-asked', on: { room: 'self-declaration', id: campaign.id }, detail: { letters: part.length } })
        return part.length < due.length
      })
      if (!goesOn) return
    }
  },
}
