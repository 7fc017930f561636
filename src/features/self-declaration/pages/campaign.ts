import { dayInWords } from '#duty/dates.ts'
import { enqueue } from '#database/jobs.ts'
import { govukInsetText } from '#govuk/components.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html } from '#html/html.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, choices, optional, text, tick } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayRunCampaign } from '../access.ts'
import { askable, howAsked, nameOf } from '../asked.ts'
import { beginCampaign, findNewestCampaign, listRates } from '../campaign-store.ts'
import { mayBeAsked, readStaffList } from '../declaration.ts'
import { addParticipants, findSettings, listParticipants, removeParticipants, saveSettings } from '../declaration-store.ts'
import { askByEmail } from '../jobs/ask-by-email.ts'
import { paths } from '../paths.ts'

async function loadCampaign({ db, organisation }: Pick<House, 'db' | 'organisation'>) {
  return { settings: await findSettings(db, organisation.id), campaign: await findNewestCampaign(db, organisation.id), rate: (await listRates(db, organisation.id)).at(-1) ?? null }
}

const crumbs = [{ text: 'Self-declaration', href: paths.campaign.to() }]

/** How many have declared, as counted on a Monday and cleared by the gate; and what the equality lead may do about it. Never who. */
export const campaign = page({
  path: paths.campaign,
  load: (_at, house) => loadCampaign(house),
  access: (person) => mayRunCampaign(person),
  view({ settings, campaign: newest, rate }) {
    return {
      title: 'Self-declaration', guide: 'self-declaration',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Self-declaration</h1>
          <p class="dr-head__lead">Employees say who they are, so that you can see whether they are treated fairly. You see how many have answered, never who.</p></div>
        <div class="dr-head__actions"><a class="govuk-button" href="${paths.campaignAsk.to()}">Ask people by email</a></div></div>
        ${newest !== null && html`<p class="govuk-body">${newest.endedAt === null ? html`People have been asked by email since ${day(newest.beganAt)}, a part of them every half hour.` : html`People were last asked by email on ${day(newest.beganAt)}.`}</p>`}
        <h2 class="govuk-heading-m">How many have declared</h2>
        ${rate === null ? html`<div class="dr-empty"><h3 class="govuk-heading-s">No figure yet</h3><p class="govuk-body">Answers are counted every Monday morning. A figure is shown once at least 10 people have answered and at least 10 have not, so that it tells of nobody.</p></div>`
        : html`<p class="govuk-body">Counted on ${dayInWords(rate.on)}, of ${rate.shown.people} people who may declare${rate.shown.anything !== '[c]' && html`; ${rate.shown.anything} have answered at least one question`}. “Prefer not to say” is not counted as declared.</p>
          <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${reflowingTable({
            caption: 'Declared, by question', captionClasses: 'govuk-table__caption--s', firstCellIsHeader: true,
            head: [{ text: 'Question' }, { text: 'Declared', format: 'numeric' }, { text: 'People', format: 'numeric' }],
            rows: rate.shown.questions.map((each) => [{ html: html`${each.name}${each.percent !== null && html`<progress class="dr-progress__bar dr-declared" max="100" value="${String(each.percent)}" aria-hidden="true"></progress>`}` }, { text: each.share, format: 'numeric' }, { text: each.count, format: 'numeric' }]),
          })}</div></div>
          ${rate.shown.questions.some((each) => each.share === '[c]') && html`<p class="govuk-body-s">[c]: withheld to protect people.</p>`}
          <p class="govuk-body-s">The figures stay as they are until enough people have answered since for the change to tell of nobody.</p>`}
        <h2 class="govuk-heading-m">What is asked</h2>
        <p class="govuk-body">${settings.questions.map(nameOf).join(', ')}. In the words for ${settings.nation}.</p>
        <ul class="govuk-list"><li><a class="govuk-link" href="${paths.campaignQuestions.to()}">Choose what is asked</a></li><li><a class="govuk-link" href="${paths.campaignPeople.to()}">People from HR’s list</a></li></ul>`,
    }
  },
})

function day(at: Temporal.Instant): string {
  return dayInWords(at.toZonedDateTimeISO('Europe/London').toPlainDate())
}

export const campaignAsk = form({
  path: paths.campaignAsk,
  async load(_at, house) {
    const { db, organisation, today } = house
    const participants = await listParticipants(db, organisation.id)
    const people = (await listPeople(db, organisation.id)).filter((each) => (each.state === 'active' || each.state === 'invited') && each.grants.some((grant) => grant.role === 'employee'))
    const known = new Set(participants.flatMap((each) => [each.email, ...(each.person === null ? [] : [each.person])]))
    const missing = people.filter((each) => !known.has(each.id) && !known.has(each.email.toLowerCase()))
    // Whether somebody gave notice is nobody's business: the page says no number at all, only whether there is somebody to ask.
    return { ...await loadCampaign(house), missing, anybody: missing.length > 0 || participants.some((each) => mayBeAsked(each, today)) }
  },
  access: (person) => mayRunCampaign(person),
  fields: { note: optional(text({ missing: '', max: 1000, subject: 'The note' })), sure: tick() },
  view({ campaign: newest, anybody, settings }, answers) {
    const ask = questions(answers)
    const first = settings.questions[0]
    return {
      title: 'Ask people by email', crumbs, guide: 'self-declaration',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Ask people by email</h1>
        ${newest !== null && newest.endedAt === null ? govukInsetText({ text: `The emails that began on ${day(newest.beganAt)} are still on their way.` })
        : !anybody ? html`<p class="govuk-body">Everybody who may be asked has been asked in the last year. <a class="govuk-link" href="${paths.campaignPeople.to()}">People from HR’s list</a> to ask those who are new.</p>`
        : html`<ul class="govuk-list govuk-list--bullet"><li>Each person gets one email, with a link of their own that works for 60 days without signing in.</li><li>Nobody is asked more than once a year, answered or not: there is no reminder, because a reminder would need a list of who has not.</li>
            <li>Whoever has told us to stop holding answers is not asked.</li><li>Emails go out in working hours, 250 every half hour.</li></ul>
          ${first !== undefined && html`<p class="govuk-body">The first question is “${howAsked(first, settings.nation).title}”</p>`}
          ${ask.form('Send the emails', html`${ask.lines('note', 'A note in the email (optional)', 'For example, why you ask now, or what changed because people answered', 4)}${ask.tick('sure', 'Our staff networks and unions know that we are asking')}`, { cancel: paths.campaign.to() })}`}
      </div></div>`,
    }
  },
  async submit({ note, sure }, { missing, anybody, campaign: newest }, { db, organisation, person, now, today }) {
    if (newest !== null && newest.endedAt === null) return { problems: { note: 'The last emails are still on their way' } }
    if (!anybody) return { problems: { note: 'Everybody who may be asked has been asked in the last year' } }
    if (!sure) return { problems: { sure: 'Tell your staff networks and unions first, then tick the box' } }
    await addParticipants(db, organisation.id, missing.map((each) => ({ person: each.id, email: each.email, staffNumber: null })), today)
    const id = await beginCampaign(db, organisation.id, { note: note ?? '', by: person.name, at: now })
    await enqueue(db, organisation.id, askByEmail, null, { attempts: 3 })
    return { goTo: paths.campaign.to(), said: 'The emails are on their way.', entry: { did: 'self-declaration.campaign-begun', on: { room: 'self-declaration', id } } }
  },
})

/** Most employees of a council never sign in here: HR's list of addresses is enough for them to be asked. */
export const campaignPeople = form({
  path: paths.campaignPeople,
  load: (_at, house) => loadCampaign(house),
  access: (person) => mayRunCampaign(person),
  fields: { list: text({ missing: 'Paste the list', max: 900_000, subject: 'The list' }), what: choice({ from: ['add', 'take away'], missing: 'Select whether to add these people or take them away' }) },
  starting: () => ({ what: 'add' }),
  view(_loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'People from HR’s list', crumbs, guide: 'self-declaration',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">People from HR’s list</h1>
        <p class="govuk-body">Paste one person a line: an email address, then the staff number if you have it. Copying two columns from a spreadsheet works. Whoever is there already stays. Do the same with the list of leavers.</p>
        <p class="govuk-body">With a staff number somebody’s answers can be counted in their department and grade.</p>
        ${ask.form('Save', html`${ask.lines('list', 'The list', 'For example, sam.example@council.gov.uk, 10234', 12)}
          ${ask.oneOf('what', 'These people', [{ value: 'add', text: 'Work here: add them' }, { value: 'take away', text: 'Have left: take them away', hint: 'What they answered is erased.' }])}`, { cancel: paths.campaign.to() })}</div></div>`,
    }
  },
  async submit({ list, what }, _loaded, { db, organisation, today }) {
    const { staff, unread } = readStaffList(list)
    if (unread.length > 0) return { problems: { list: `Line ${unread.slice(0, 5).join(', ')} ${unread.length === 1 ? 'has' : 'have'} no email address in it` } }
    if (staff.length === 0) return { problems: { list: 'Paste the list' } }
    if (what === 'take away') {
      await removeParticipants(db, organisation.id, staff.map((each) => each.email))
      return { goTo: paths.campaign.to(), said: 'The people on the list are no longer asked, and what they answered was erased.', entry: { did: 'self-declaration.people-taken-away', on: { room: 'self-declaration', id: organisation.id }, detail: { onTheList: staff.length } } }
    }
    const added = await addParticipants(db, organisation.id, staff, today)
    return { goTo: paths.campaign.to(), said: added === 0 ? 'Everybody on the list was there already.' : 'The people on the list were added.', entry: { did: 'self-declaration.people-added', on: { room: 'self-declaration', id: organisation.id }, detail: { onTheList: staff.length } } }
  },
})

export const campaignQuestions = form({
  path: paths.campaignQuestions,
  load: (_at, house) => loadCampaign(house),
  access: (person) => mayRunCampaign(person),
  fields: { questions: choices({ from: askable, missing: 'Select at least one question' }), nation: choice({ from: ['England', 'Wales'], missing: 'Select England or Wales' }) },
  starting: ({ settings }) => ({ questions: [...settings.questions], nation: settings.nation }),
  version: ({ settings }) => String(settings.version),
  view({ settings }, answers) {
    const ask = questions(answers)
    return {
      title: 'Choose what is asked', crumbs, guide: 'self-declaration',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Choose what is asked</h1>
        <p class="govuk-body">Ask only what you will use. Sex and age are not asked: the payroll has them. Nobody is ever asked about a gender recognition certificate.</p>
        ${ask.form('Save', html`${ask.anyOf('questions', 'Questions', askable.map((each) => ({ value: each, text: nameOf(each), hint: howAsked(each, settings.nation).set.name })))}
          ${ask.oneOf('nation', 'In the words of which nation?', [{ value: 'England', text: 'England' }, { value: 'Wales', text: 'Wales' }], undefined, { inline: true })}`, { cancel: paths.campaign.to() })}</div></div>`,
    }
  },
  async submit({ questions: chosen, nation }, { settings }, { db, organisation }) {
    await saveSettings(db, organisation.id, { questions: chosen, nation, version: settings.version })
    return { goTo: paths.campaign.to(), said: 'What is asked was saved.', entry: { did: 'self-declaration.questions-chosen', on: { room: 'self-declaration', id: organisation.id }, before: { questions: [...settings.questions], nation: settings.nation }, after: { questions: [...chosen], nation } } }
  },
})
