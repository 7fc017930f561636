import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findPerson, listPeople } from '#features/people/index.ts'
import { choice, choices, optional, text } from '#web/fields.ts'
import { form, type House, type Open } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepPlan } from '../access.ts'
import { isClosed, isDueSoon, isOverdue, type Action } from '../action.ts'
import { listActionsOfStrategy } from '../action-store.ts'
import { listLastAsked } from '../asking-store.ts'
import { paths } from '../paths.ts'
import { findStrategy } from '../plan-store.ts'
import { crumbsOf, findInPlan, nameOf } from './action.ts'
import { linkDays, mailLead } from './mail-lead.ts'
import { things } from './parts.ts'

/** One mail for each lead, with a link for each of their actions: never a storm. */
export const askLeads = form({
  path: paths.askLeads,
  async load({ strategy: id }, { db, organisation, today }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    const open = (await listActionsOfStrategy(db, organisation.id, id)).filter((each) => !isClosed(each))
    const people = await listPeople(db, organisation.id)
    const led = open.filter((each) => people.some((person) => person.id === each.lead.person && person.state !== 'left' && person.state !== 'suspended'))
    return { strategy, open, led, people, asked: await listLastAsked(db, organisation.id, led.map((each) => each.id)), late: led.filter((each) => isOverdue(each, today) || isDueSoon(each, today)) }
  },
  access: (person) => mayKeepPlan(person),
  fields: {
    which: choice({ from: ['late', 'silent', 'all'], missing: 'Select which actions to ask about' }),
    note: optional(text({ missing: '', max: 1000, subject: 'The note' })),
  },
  view({ strategy, open, led, asked, late }, answers, { now }) {
    const ask = questions(answers)
    const silent = silentOf(led, now)
    const nobody = open.length - led.length
    const recently = led.filter((each) => { const last = asked.get(each.id); return last !== undefined && now.since(last).total('hours') < 7 * 24 }).length
    return {
      title: 'Ask leads for progress', crumbs: [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }], guide: 'ask-leads',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Ask leads for progress</h1>
        <p class="govuk-body">Each lead gets one email with a link for each of their actions. The link opens one page, without signing in, and works for ${String(linkDays)} days.</p>
        ${nobody > 0 && html`<p class="govuk-body">${nobody === 1 ? '1 open action has' : `${things(nobody)} open actions have`} no person to ask. <a class="govuk-link" href="${paths.mend.to({ strategy: strategy.id })}#no-person">Name their leads first</a>.</p>`}
        ${recently > 0 && html`<p class="govuk-body">${recently === 1 ? '1 action was' : `${things(recently)} actions were`} asked about in the last 7 days.</p>`}
        ${led.length === 0 ? html`<p class="govuk-body">There is nobody to ask yet.</p>` : ask.form('Send the emails', html`
          ${ask.oneOf('which', 'Which actions?', [{ value: 'late', text: `Those that are late or due in the next 30 days (${late.length})` }, { value: 'silent', text: `Those with no update for 3 months (${silent.length})` }, { value: 'all', text: `All open actions with a lead (${led.length})` }])}
          ${ask.lines('note', 'A note to the leads (optional)', undefined, 3)}`, { cancel: paths.plan.to({ strategy: strategy.id }) })}</div></div>`,
    }
  },
  async submit({ which, note }, { strategy, led, late, people }, house) {
    const chosen = which === 'late' ? late : which === 'silent' ? silentOf(led, house.now) : led
    if (chosen.length === 0) return { problems: { which: 'There is no such action now. Choose another answer' } }
    const byLead = Map.groupBy(chosen, (action) => action.lead.person!)
    for (const [id, actions] of byLead) {
      const person = people.find((each) => each.id === id)!
      await ask(house, strategy.title, person, actions, note)
    }
    return {
      goTo: paths.plan.to({ strategy: strategy.id }), said: `${byLead.size === 1 ? '1 lead was' : `${byLead.size} leads were`} asked about ${chosen.length === 1 ? '1 action' : `${chosen.length} actions`}.`,
      entry: { did: 'action-plan.leads-asked', on: { room: 'action-plan', id: strategy.id }, detail: { which, leads: [...byLead.keys()], actions: chosen.map((each) => each.id) } },
    }
  },
})

function silentOf(actions: readonly Action[], now: Temporal.Instant): readonly Action[] {
  const since = now.toZonedDateTimeISO('Europe/London').toPlainDate().subtract({ months: 3 })
  return actions.filter((each) => each.lastUpdate === null || Temporal.PlainDate.compare(each.lastUpdate.on, since) < 0)
}

export const askLead = form({
  path: paths.askLead,
  async load({ action: id }, { db, organisation }) {
    const found = await findInPlan(db, organisation.id, id)
    const person = found.action.lead.person === null ? null : await findPerson(db, organisation.id, found.action.lead.person)
    if (!person || isClosed(found.action)) throw new NotFound('nobody to ask')
    return { ...found, lead: person, asked: (await listLastAsked(db, organisation.id, [id])).get(id) ?? null }
  },
  access: (person) => mayKeepPlan(person),
  fields: { note: optional(text({ missing: '', max: 1000, subject: 'The note' })), ways: choices({ from: ['mail'] }) },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Ask about ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'ask-leads',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${loaded.action.words}</span><h1 class="govuk-heading-l">Ask ${loaded.lead.name} for progress</h1>
        ${loaded.asked !== null && html`<p class="govuk-body">They were last asked on ${dayInWords(loaded.asked.toZonedDateTimeISO('Europe/London').toPlainDate())}.</p>`}
        ${ask.form('Send the email', ask.lines('note', 'A note (optional)', undefined, 3), { cancel: paths.action.to({ action: loaded.action.id }) })}</div></div>`,
    }
  },
  async submit({ note }, { action, strategy, lead }, house) {
    await ask(house, strategy.title, lead, [action], note)
    return { goTo: paths.action.to({ action: action.id }), said: `${lead.name} was asked for progress.`, entry: { did: 'action-plan.lead-asked', on: { room: 'action-plan', id: action.id }, detail: { lead: lead.id } } }
  },
})

async function ask(house: House & Open, plan: string, to: { readonly id: string; readonly name: string; readonly email: string }, actions: readonly Action[], note: string | null): Promise<void> {
  await mailLead(house.db, {
    ...house, to, actions, askedBy: house.person.name, dedupe: `ask ${house.request.id} ${to.id}`,
    subject: actions.length === 1 ? `Where is it now? ${plan}` : `Where are they now? ${actions.length} actions in ${plan}`,
    opening: [`${house.person.name} asks how ${actions.length === 1 ? 'this action is' : 'these actions are'} going.`, ...(note === null ? [] : [note])],
  })
}
