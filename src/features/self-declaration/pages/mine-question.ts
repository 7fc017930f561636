import { html } from '#html/html.ts'
import { tick } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayDeclare } from '../access.ts'
import { findAsked, nameOf, slugOf, type Asked, type Askable } from '../asked.ts'
import { endAnswer, findParticipant, findSettings, keepAnswer, listAnswers, participantFor } from '../declaration-store.ts'
import type { HeldAnswer } from '../declaration.ts'
import { paths } from '../paths.ts'
import { howFar, whyBox } from './parts.ts'
import { answerTo, questionView, startingWith } from './question-form.ts'

/** One question, one page: each answer is kept as soon as it is given, so that somebody may stop anywhere and come back. */
export const mineQuestion = form({
  path: paths.mineQuestion,
  leavesNoCopy: true,
  async load({ question: slug }, { db, organisation, person }) {
    const settings = await findSettings(db, organisation.id)
    const participant = await findParticipant(db, organisation.id, person)
    const held = participant === null ? [] : (await listAnswers(db, organisation.id, participant.id)).filter((each) => each.until === null)
    // An answer to a question that is no longer asked can still be taken back.
    const asked = findAsked(slug, [...settings.questions, ...held.flatMap((each): Askable[] => settings.questions.some((question) => question === each.question) ? [] : askableOf(each))], settings.nation)
    if (asked === null) throw new NotFound(`question ${slug}`)
    return { asked, settings, participant, held: held.find((each) => each.question === asked.question) ?? null }
  },
  access: (person) => mayDeclare(person),
  // Somebody's own answer is special-category data too: that it was shown to them is written down, what it says is not.
  reads: ({ held, participant }) => held === null || participant === null ? null : { did: 'self-declaration.own-answer-seen', on: { room: 'self-declaration', id: participant.id } },
  fields: ({ asked }) => ({ answer: answerTo(asked), remove: tick() }),
  starting: ({ asked, held }) => startingWith(asked, 'answer', held),
  view({ asked, settings, held, participant }, answers, house) {
    const ask = questions(answers)
    const next = nextAddress(asked, settings.questions, house)
    return {
      title: asked.title, back: backAddress(asked, settings.questions, house), guide: 'your-equality-answers',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        ${howFar(asked, settings.questions)}
        ${participant !== null && participant.stoppedOn !== null ? html`<h1 class="govuk-heading-l">${asked.title}</h1><p class="govuk-body">You have asked us not to hold answers about you. <a class="govuk-link" href="${paths.mineResume.to()}">Take that back</a> if you want to answer.</p>`
        : html`${ask.form('Save and continue', html`
          ${questionView(asked, 'answer', answers.body, answers.problems.answer, { heading: true })}
          ${whyBox(asked, house.organisation)}
          ${held !== null && ask.tick('remove', 'Take my answer back', 'It is no longer counted from today on.')}`)}
        <p class="govuk-body"><a class="govuk-link" href="${next}">${isChange(house) ? 'Leave it as it is' : 'Skip this question'}</a></p>`}
      </div></div>`,
    }
  },
  async submit({ answer, remove }, { asked, settings, participant, held }, house) {
    if (participant !== null && participant.stoppedOn !== null) return { problems: { answer: 'You have asked us not to hold answers about you' } }
    const goTo = nextAddress(asked, settings.questions, house)
    const { db, organisation, person, today } = house
    if (remove && held !== null && participant !== null) {
      await endAnswer(db, organisation.id, participant.id, asked.question, today)
      return { goTo: paths.mine.to(), said: `Your answer about ${lower(asked)} was taken back.`, entry: { did: 'self-declaration.answer-taken-back', on: { room: 'self-declaration', id: participant.id } } }
    }
    if (answer === null) return { goTo, entry: [] }
    const whose = await participantFor(db, organisation.id, person, today)
    const changed = await keepAnswer(db, organisation.id, whose.id, asked.question, asked.set.id, answer, 'signed in', today)
    return { goTo, ...(isChange(house) ? { said: changed ? `Your answer about ${lower(asked)} was saved.` : 'Your answer is as it was.' } : {}), entry: changed ? { did: 'self-declaration.answer-kept', on: { room: 'self-declaration', id: whose.id } } : [] }
  },
})

function askableOf(held: HeldAnswer): Askable[] {
  const { question } = held
  return question === 'age' || question === 'sex' || question === 'pregnancy or maternity' ? [] : [question]
}

function lower(asked: Asked): string {
  return nameOf(asked.question).toLowerCase()
}

/** From the list of one's own answers to one question, and straight back. */
function isChange(house: Pick<House, 'query'>): boolean {
  return house.query.get('change') === 'yes'
}

function nextAddress(asked: Asked, all: readonly Askable[], house: Pick<House, 'query'>): string {
  const next = isChange(house) ? undefined : all[all.findIndex((each) => each === asked.question) + 1]
  return next === undefined ? paths.mine.to() : paths.mineQuestion.to({ question: slugOf(next) })
}

function backAddress(asked: Asked, all: readonly Askable[], house: Pick<House, 'query'>): string {
  const before = isChange(house) ? undefined : all[all.findIndex((each) => each === asked.question) - 1]
  return before === undefined ? paths.mine.to() : paths.mineQuestion.to({ question: slugOf(before) })
}
