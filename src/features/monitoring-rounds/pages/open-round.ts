import { capital } from '#duty/capital.ts'
import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { actionPlanPaths, findStrategy } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepRounds } from '../access.ts'
import { listLiveActions } from './looking.ts'
import { paths } from '../paths.ts'
import { mayOpenFor, periodInWords, periodKey, periodsOn, reminderRules, usualDays, type Round } from '../round.ts'
import { insertRound, listRounds } from '../round-store.ts'
import { writeToLeads } from './writing.ts'
import { many, titleOf } from './parts.ts'

/** Everything is filled in already: one button opens the round and writes to every lead. */
export const openRound = form({
  path: paths.openRound,
  async load({ strategy: id }, { db, organisation, today }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    const [live, earlier] = await Promise.all([listLiveActions(db, organisation.id, id, today), listRounds(db, organisation.id, id)])
    return { strategy, ...live, earlier, periods: periodsOn(today).filter((each) => !earlier.some((round) => periodKey(round.period) === periodKey(each))) }
  },
  access: (person) => mayKeepRounds(person),
  fields: ({ periods }) => ({
    period: choice({ from: periods.map(periodKey), missing: 'Select the period that the round is about' }),
    answersBy: date({ missing: 'Enter the day by which answers are due', subject: 'The day by which answers are due' }),
    reminders: choice({ from: reminderRules, missing: 'Select when leads are reminded' }),
    note: optional(text({ missing: '', max: 1000, subject: 'The note' })),
  }),
  starting({ periods }, { today }) {
    const due = today.add({ days: usualDays })
    return { period: periods[0] ? periodKey(periods[0]) : '', reminders: 'around', 'answersBy-day': String(due.day), 'answersBy-month': String(due.month), 'answersBy-year': String(due.year) }
  },
  view({ strategy, asked, earlier, periods }, answers) {
    const ask = questions(answers)
    const leads = new Set(asked.flatMap((each) => each.lead?.id ?? [])).size
    const nobody = asked.filter((each) => each.lead === null).length
    const open = earlier.find((each) => each.closed === null)
    return {
      title: 'Open a monitoring round', crumbs: [{ text: 'Monitoring rounds', href: paths.rounds.to() }], guide: 'monitoring-rounds',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${strategy.title}</span><h1 class="govuk-heading-l">Open a monitoring round</h1>
        ${open !== undefined ? html`<p class="govuk-body">A round of this plan is open: <a class="govuk-link" href="${paths.round.to({ round: open.id })}">${titleOf(open)}</a>. Close it before you open another.</p>`
          : asked.length === 0 ? html`<p class="govuk-body">This plan has no open actions, so there is nothing to ask about.</p>`
          : html`<p class="govuk-body">It asks about ${many(asked.length, 'live action')}. Each lead gets one email about all that they lead, with a link for each action that they can answer without signing in.</p>
          ${nobody > 0 && html`<div class="dr-note"><p class="dr-note__heading">${nobody === 1 ? '1 action has nobody who can be asked' : `${many(nobody, 'action')} have nobody who can be asked`}</p><p class="govuk-body">The round will say so. <a class="govuk-link" href="${actionPlanPaths.mend.to({ strategy: strategy.id })}#no-person">Name their leads first</a>, if you can.</p></div>`}
          ${ask.form(leads === 1 ? 'Open the round and write to the lead' : `Open the round and write to ${leads} leads`, html`
            ${ask.oneOf('period', 'Which period is it about?', periods.map((each) => ({ value: periodKey(each), text: capital(periodInWords(each)) })))}
            ${ask.date('answersBy', 'By when do you want answers?')}
            ${ask.oneOf('reminders', 'When should those who have not answered be reminded?', [{ value: 'around', text: 'Three days before answers are due, and the day after' }, { value: 'weekly', text: 'The same, and then every week until the round closes' }, { value: 'none', text: 'Only when I write to them' }])}
            ${ask.lines('note', 'A note to the leads (optional)', undefined, 3)}`, { cancel: paths.rounds.to() })}`}</div></div>`,
    }
  },
  async submit({ period: key, answersBy, reminders, note }, { strategy, asked, actions, people, earlier, periods }, house) {
    const { db, organisation, today, now, person } = house
    const period = periods.find((each) => periodKey(each) === key)
    if (!period) return { problems: { period: 'Select the period that the round is about' } }
    const refused = mayOpenFor(period, answersBy, earlier, today)
    if (refused) return { problems: { [/due/.test(refused.refused) ? 'answersBy' : 'period']: refused.refused } }
    if (asked.length === 0) return { problems: { period: 'This plan has no open actions, so there is nothing to ask about' } }
    const round: Round = {
      id: newId(), strategy: strategy.id, planTitle: strategy.title, period, answersBy, reminders, note: note ?? '', opened: { at: now, by: { id: person.id, name: person.name } }, remindedOn: null, closed: null, signed: null, version: 1,
    }
    await insertRound(db, organisation.id, round, asked)
    const letters = await writeToLeads(db, { ...house, round, actions, people, kind: 'opening', by: person.name, note: note ?? '', occasion: '' })
    const deed = await recordDeed(db, organisation.id, { kind: 'round opened', room: 'monitoring-rounds', thing: { kind: 'round', id: round.id }, on: today, title: `${titleOf(round)}: ${strategy.title}`, href: paths.round.to({ round: round.id }), covers: { from: period.from, to: period.to } }, now)
    return {
      goTo: paths.round.to({ round: round.id }), said: `The round is open. ${letters.length === 1 ? '1 lead was' : `${letters.length} leads were`} asked about ${many(letters.reduce((sum, each) => sum + each.actions.length, 0), 'action')}, with answers due by ${dayInWords(answersBy)}.`,
      entry: [{ did: 'monitoring-rounds.round-opened', on: { room: 'monitoring-rounds', id: round.id }, after: { plan: strategy.title, period: periodInWords(period), answersBy: answersBy.toString(), reminders, actions: asked.map((each) => each.action), leads: letters.map((each) => each.person) } }, ...deed],
    }
  },
})
