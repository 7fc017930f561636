/** The accessibility statement and the privacy notice: what the law asks, from dated data, and what the body says of itself. */
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, optional, text, type Body } from '#web/fields.ts'
import type { Organisation } from '#web/organisation.ts'
import { form, publicPage } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { maySettleApproval } from '../access.ts'
import { moveHead } from '../edition-store.ts'
import { paths } from '../paths.ts'
import { compliance, isDueForReview, lookAt, problemsAsTyped, readProblems, type KnownProblem, type Statements } from '../statements.ts'
import { basis, enforcers, noticeAsks, regulations, standard, statementAsks, supervisor, type Asked } from '../statements-law.ts'
import { findStatements, saveStatements } from '../statements-store.ts'
import { desk, homeCrumb, room, twoThirds } from './parts.ts'

const day = (iso: string): string => dayInWords(Temporal.PlainDate.from(iso))
const outward = (words: string, href: string): Html => html`<a class="govuk-link" href="${href}" rel="external">${words}</a>`

/** How to reach the body: its email, what else it says, or its own website. Never a telephone alone. */
function reach(organisation: Organisation, said: Statements): Html {
  return html`${organisation.contactEmail !== null ? html`email <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>` : html`contact ${organisation.name} in whichever way suits you (its own website says how)`}${said.contact !== '' && html`, or: ${said.contact}`}`
}

function asksOf(asked: readonly Asked[], law: { readonly edition: string; readonly lastChecked: string }): Html {
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the law asks for here</span></summary><div class="govuk-details__text">
    <ul class="govuk-list govuk-list--bullet">${asked.map((each) => html`<li>${each.asks} (${outward(each.source, each.link)})</li>`)}</ul><p class="govuk-body-s">${law.edition}, last checked on ${day(law.lastChecked)}.</p></div></details>`
}

function knownProblems(problems: readonly KnownProblem[]): Html {
  return html`<div class="dr-table-frame"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--m">What does not work for everybody</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header">Success criterion</th><th scope="col" class="govuk-table__header">Instead</th><th scope="col" class="govuk-table__header">Mended by</th></tr></thead>
    <tbody class="govuk-table__body">${problems.map((each) => html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="What">${each.what}</td><td class="govuk-table__cell" data-label="Success criterion">${each.criterion}</td><td class="govuk-table__cell" data-label="Instead">${each.instead}</td><td class="govuk-table__cell" data-label="Mended by">${each.mendedBy === '' ? 'No day is set' : each.mendedBy}</td></tr>`)}</tbody></table></div>`
}

export const accessibility = publicPage({
  path: paths.accessibility,
  load: (_at, { db, organisation }) => findStatements(db, organisation.id),
  show: (said, { organisation }) => ({
    title: 'Accessibility statement', crumbs: [homeCrumb],
    main: twoThirds(html`<h1 class="govuk-heading-xl">Accessibility statement</h1>
      <p class="govuk-body">This accessibility statement applies to the pages that ${organisation.name} publishes with Due Regard, and to the pages that its staff use.</p>
      <p class="govuk-body">We want as many people as possible to be able to use this service. You should be able to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>change colours, contrast levels and fonts using browser or device settings</li><li>zoom in up to 400% without the text spilling off the screen</li><li>use every page with a keyboard alone, and with speech recognition software</li>
        <li>listen to every page with a screen reader</li><li>use every page without JavaScript</li>
      </ul>
      <p class="govuk-body">Every picture of figures has its table beside it, and every list can be downloaded as CSV, an ODS spreadsheet or Word.</p>
      <h2 class="govuk-heading-l">Feedback and contact information</h2>
      <p class="govuk-body">If you find a problem, or need something here in a different format such as large print, Easy Read, audio, British Sign Language or another language, ${reach(organisation, said)}. ${said.repliesWithin !== '' && `We reply within ${said.repliesWithin}.`}</p>
      <h2 class="govuk-heading-l">Enforcement procedure</h2>
      ${enforcers.map((each) => html`<p class="govuk-body">In ${each.nation}, the ${each.body} is responsible for enforcing the ${outward(regulations.name, regulations.link)} (the ‘accessibility regulations’). If you are not happy with how we respond to your complaint, contact the ${outward(each.complaints, each.link)}.</p>`)}
      <h2 class="govuk-heading-l">Technical information about this service’s accessibility</h2>
      <p class="govuk-body">${organisation.name} is committed to making this service accessible, in accordance with the ${regulations.short}.</p>
      <h3 class="govuk-heading-m">Compliance status</h3>
      <p class="govuk-body">This service is ${said.compliance} compliant with the ${outward(standard.name, standard.link)} ${standard.level} standard${said.problems.length > 0 ? ', because of what is listed below' : ''}.</p>
      ${said.problems.length > 0 && html`<h3 class="govuk-heading-m">Non-accessible content</h3>${knownProblems(said.problems)}`}
      <h2 class="govuk-heading-l">Preparation of this accessibility statement</h2>
      <p class="govuk-body">This statement was prepared on ${dayInWords(said.preparedOn)}. ${said.reviewedOn === null ? 'It has not been reviewed since.' : `It was last reviewed on ${dayInWords(said.reviewedOn)}.`}</p>
      <p class="govuk-body">${said.testedOn === null ? 'People who rely on assistive technology have not yet tested this service.' : `It was last tested on ${dayInWords(said.testedOn)}${said.testedBy !== '' ? `, by ${said.testedBy}` : ''}.`} Its software is checked with automated tools at every change, with and without errors, with a keyboard and at 320 pixels wide. Automated checks do not find everything.</p>
      ${asksOf(statementAsks, regulations)}`),
  }),
})

export const privacy = publicPage({
  path: paths.privacy,
  load: (_at, { db, organisation }) => findStatements(db, organisation.id),
  show: (said, { organisation }) => ({
    title: 'Privacy notice', crumbs: [homeCrumb],
    main: twoThirds(html`<h1 class="govuk-heading-xl">Privacy notice</h1>
      <p class="govuk-body">${organisation.name} is responsible for the information kept here. To ask about it, ${reach(organisation, said)}.${said.officer !== '' && html` Its data protection officer: ${said.officer}.`}</p>
      <h2 class="govuk-heading-m">If you are reading the public pages</h2>
      <p class="govuk-body">We set no cookies, use no analytics and load nothing from any other site. Your address is used to keep the service from being flooded, and is forgotten within a minute or so.</p>
      <h2 class="govuk-heading-m">If you work here</h2>
      <p class="govuk-body">We keep your name, your work email address, your roles, and a record of what you change: when, what, and what it was before. When you sign in, or somebody tries to and cannot, we also record the network address and the kind of browser. The record is how the organisation shows that it has met its equality duty, and it cannot be altered. Essential cookies keep you signed in, show you that something was saved, and remember a device on which you have signed in before.</p>
      <h2 class="govuk-heading-m">Why we may</h2>
      <p class="govuk-body">${basis.words} (${outward(basis.source, basis.link)}).</p>
      <h2 class="govuk-heading-m">How long we keep it</h2>
      <p class="govuk-body">${said.keptFor !== '' ? said.keptFor : html`${organisation.name} has not said here yet how long it keeps each kind of information. Ask, and you will be told.`}</p>
      <h2 class="govuk-heading-m">Your rights</h2>
      <p class="govuk-body">You can ask to see what is held about you, to have it corrected and, where the law allows, removed or used less, and you can object to its use. You can complain to the ${outward(supervisor.name, supervisor.link)}.</p>
      ${asksOf(noticeAsks, basis)}`),
  }),
})

export const statementsPage = form({
  path: paths.statements,
  load: (_at, { db, organisation }) => findStatements(db, organisation.id),
  access: (person) => maySettleApproval(person),
  version: (said) => JSON.stringify(said),
  fields: {
    compliance: choice({ from: compliance, missing: 'Select how far the service complies' }), problems: optional(text({ missing: '', max: 6_000, subject: 'The list' })), contact: optional(text({ missing: '', max: 300, subject: 'The contact' })),
    repliesWithin: optional(text({ missing: '', max: 60, subject: 'This' })), preparedOn: date({ missing: 'Enter the day on which the statement was prepared', subject: 'The day' }), reviewedOn: optional(date({ missing: '', subject: 'The day' })),
    testedOn: optional(date({ missing: '', subject: 'The day' })), testedBy: optional(text({ missing: '', max: 200, subject: 'This' })), officer: optional(text({ missing: '', max: 300, subject: 'The officer' })), keptFor: optional(text({ missing: '', max: 2_000, subject: 'This' })),
  },
  starting(said): Body {
    const parts = (name: string, on: Temporal.PlainDate | null): Body => on === null ? {} : { [`${name}-day`]: String(on.day), [`${name}-month`]: String(on.month), [`${name}-year`]: String(on.year) }
    return { compliance: said.compliance, problems: problemsAsTyped(said.problems), contact: said.contact, repliesWithin: said.repliesWithin, testedBy: said.testedBy, officer: said.officer, keptFor: said.keptFor, ...parts('preparedOn', said.preparedOn), ...parts('reviewedOn', said.reviewedOn), ...parts('testedOn', said.testedOn) }
  },
  view(said, answers, { today }) {
    const ask = questions(answers)
    return {
      title: 'Accessibility statement and privacy notice', crumbs: [desk], guide: 'publish-anything',
      main: twoThirds(html`<h1 class="govuk-heading-l">Accessibility statement and privacy notice</h1>
        <p class="govuk-body">The <a class="govuk-link" href="${paths.accessibility.to()}">statement</a> and the <a class="govuk-link" href="${paths.privacy.to()}">notice</a> say what the law asks for. What is yours in them stands here, and is public as soon as you save it.</p>
        ${isDueForReview(said, today) && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">The statement is due for review</p><p>It was last looked at more than a year ago.</p></div>`}
        ${ask.form('Save', html`<h2 class="govuk-heading-m">Accessibility statement</h2>
          ${ask.oneOf('compliance', `How far does the service comply with ${standard.name} ${standard.level}?`, [{ value: 'fully', text: 'Fully' }, { value: 'partially', text: 'Partially' }, { value: 'not', text: 'Not' }])}
          ${ask.lines('problems', 'What does not work for everybody?', 'A line for each: what it is | the success criterion | what to do instead | when it is mended, if you know', 6)}
          ${ask.line('contact', 'How else can people reach you? (optional)', 'Besides the email address for the public. For example, a post and an address; never a telephone alone')}${ask.line('repliesWithin', 'How soon do you reply? (optional)', 'For example, 5 working days')}
          ${ask.date('preparedOn', 'When was the statement prepared?')}${ask.date('reviewedOn', 'When was it last reviewed? (optional)')}${ask.date('testedOn', 'When was the service last tested? (optional)')}${ask.line('testedBy', 'By whom, and how? (optional)')}
          <h2 class="govuk-heading-m">Privacy notice</h2>${ask.line('officer', 'Your data protection officer: the post, and how to reach it (optional)')}${ask.lines('keptFor', 'How long do you keep what is kept here? (optional)', undefined, 4)}`, { cancel: desk.href })}`),
    }
  },
  async submit(typed, before, { db, organisation, today }) {
    const problems = readProblems(typed.problems ?? '')
    if (isRefused(problems)) return { problems: { problems: problems.refused } }
    const said: Statements = { ...typed, problems, contact: typed.contact ?? '', repliesWithin: typed.repliesWithin ?? '', testedBy: typed.testedBy ?? '', officer: typed.officer ?? '', keptFor: typed.keptFor ?? '' }
    const refused = lookAt(said, today)
    if (refused !== null) return { problems: { [/day/.test(refused.refused) ? 'preparedOn' : 'problems']: refused.refused } }
    await saveStatements(db, organisation.id, said)
    // Pages in memory are old now.
    await moveHead(db, organisation.id)
    const told = ({ preparedOn, reviewedOn, testedOn, problems: known, ...rest }: Statements) => ({ ...rest, problems: problemsAsTyped(known), preparedOn: preparedOn.toString(), reviewedOn: reviewedOn?.toString() ?? null, testedOn: testedOn?.toString() ?? null })
    return { goTo: paths.statements.to(), said: 'Saved. Both pages say so now.', entry: { did: 'publication.statements-changed', on: { room, id: organisation.id }, before: told(before), after: told(said) } }
  },
})
