import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepGapPlan, mayKeepPayrolls } from '../access.ts'
import { elementClasses, nameOfClass } from '../pay-elements.ts'
import { paths } from '../paths.ts'
import { addRule, endRule, findSettings, listRules, saveSettings } from '../settings-store.ts'
import { employerSizes } from '../service-file.ts'
import { home } from './parts.ts'

/** The body's own rules of what its pay elements count as: each from a day on, with a reason. */
export const rules = form({
  path: paths.rules,
  load: (_at, { db, organisation }) => listRules(db, organisation.id),
  access: (person) => mayKeepPayrolls(person) || mayKeepGapPlan(person),
  fields: {
    words: text({ missing: 'Enter the words that the pay element’s name contains', max: 120, subject: 'The words' }),
    class: choice({ from: elementClasses.map((each) => each.class), missing: 'Select what it counts as' }),
    from: date({ missing: 'Enter the day from which the rule is used', subject: 'The day' }),
    because: text({ missing: 'Enter why', max: 500, subject: 'The reason' }),
  },
  view(kept, answers) {
    const ask = questions(answers)
    return {
      title: 'What each kind of pay counts as', crumbs: [home], guide: 'kinds-of-pay',
      main: html`<h1 class="govuk-heading-l">What each kind of pay counts as</h1>
        <p class="govuk-body">Payroll names are guessed by their usual words. Where your body means something else, or has to decide, a rule of your own comes first. Published years stay as they were.</p>
        ${kept.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">You have no rules of your own yet.</p></div>` : html`<ul class="dr-tasks">${kept.map((rule) => html`<li class="dr-task"><div class="dr-task__what">“${rule.words}” counts as ${nameOfClass(rule.class).toLowerCase()}<span class="dr-under">From ${dayInWords(rule.from)}. ${rule.because} (${rule.by})</span></div><div></div><div class="dr-task__do"><a class="govuk-link" href="${paths.endRule.to({ rule: rule.id })}">End this rule<span class="govuk-visually-hidden"> about ${rule.words}</span></a></div></li>`)}</ul>`}
        <h2 class="govuk-heading-m">What the regulations say</h2>
        <section class="dr-table-frame" tabindex="0" aria-label="What the regulations say"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">What the regulations say</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Kind of pay</th><th scope="col" class="govuk-table__header">Counts as</th><th scope="col" class="govuk-table__header">Where it is written</th></tr></thead>
          <tbody class="govuk-table__body">${elementClasses.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Kind of pay">${each.name}</th><td class="govuk-table__cell" data-label="Counts as">${{ ordinary: 'Ordinary pay', bonus: 'Bonus pay', no: 'Not at all' }[each.counts]}</td><td class="govuk-table__cell" data-label="Where it is written">S.I. 2017/353, Schedule 1, paragraph ${String(each.paragraph)}; S.I. 2017/172, regulation ${String(each.paragraph)}</td></tr>`)}</tbody></table></section>
        <h2 class="govuk-heading-m">Add a rule</h2>
        ${ask.form('Add this rule', html`${ask.line('words', 'Words in the pay element’s name', 'For example, retention')}
          ${ask.select('class', 'Counts as', elementClasses.map((each) => ({ value: each.class, text: each.name })))}
          ${ask.date('from', 'From', 'Used for snapshots on and after this day')}
          ${ask.lines('because', 'Why', 'For example, Paid every month to social workers, so it is an allowance and no bonus', 3)}`)}`,
    }
  },
  async submit(values, _kept, { db, organisation, person, now }) {
    const id = await addRule(db, organisation.id, values, person.name, now)
    return { goTo: paths.rules.to(), said: 'The rule was added.', entry: { did: 'pay-gaps.rule-added', on: { room: 'pay-gaps', id }, after: { words: values.words, class: values.class, from: values.from.toString(), because: values.because } } }
  },
})

export const endRulePage = form({
  path: paths.endRule,
  async load({ rule: id }, { db, organisation }) {
    const found = (await listRules(db, organisation.id)).find((each) => each.id === id)
    if (!found) throw new NotFound(`rule ${id}`)
    return found
  },
  access: (person) => mayKeepPayrolls(person) || mayKeepGapPlan(person),
  fields: {},
  view: (rule, answers) => ({
    title: 'End this rule', crumbs: [home, { text: 'What each kind of pay counts as', href: paths.rules.to() }],
    main: html`<h1 class="govuk-heading-l">End the rule about “${rule.words}”</h1><p class="govuk-body">New extracts no longer follow it. What was counted by it stays, and the rule stays on record.</p>${questions(answers).form('End this rule', html``, { warning: true, cancel: paths.rules.to() })}`,
  }),
  async submit(_values, rule, { db, organisation, today }) {
    await endRule(db, organisation.id, rule.id, today)
    return { goTo: paths.rules.to(), said: 'The rule was ended.', entry: { did: 'pay-gaps.rule-ended', on: { room: 'pay-gaps', id: rule.id }, detail: { words: rule.words } } }
  },
})

/** What the government's service knows of the body beside its figures, for its file; and how long rows are kept. */
export const employer = form({
  path: paths.employer,
  load: (_at, { db, organisation }) => findSettings(db, organisation.id),
  access: (person) => mayKeepPayrolls(person) || mayKeepGapPlan(person),
  fields: {
    name: text({ missing: 'Enter the employer’s name', max: 200, subject: 'The name' }), employerId: optional(text({ missing: '', max: 20, subject: 'The number' })), address: optional(text({ missing: '', max: 400, subject: 'The address' })),
    postCode: optional(text({ missing: '', max: 12, subject: 'The postcode' })), companyNumber: optional(text({ missing: '', max: 20, subject: 'The company number' })), sicCodes: optional(text({ missing: '', max: 100, subject: 'The SIC codes' })),
    link: optional(text({ missing: '', max: 300, subject: 'The address of the page' })), responsiblePerson: optional(text({ missing: '', max: 200, subject: 'The name' })),
    size: choice({ from: employerSizes, missing: 'Select the size' }),
    keepMonths: choice({ from: ['12', '24', '36', '48', '72'], missing: 'Select how long rows are kept' }),
  },
  starting: ({ employer: kept, keepRowsMonths }, { organisation }) => ({ name: organisation.name, size: 'Not Provided', ...kept, sicCodes: (kept?.sicCodes ?? ['1', '84110']).join(', '), keepMonths: String(keepRowsMonths) }),
  view(_kept, answers) {
    const ask = questions(answers)
    return {
      title: 'How the government’s service knows you', crumbs: [home], guide: 'the-six-figures',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">How the government’s service knows you</h1><p class="govuk-body">Used for the file in the service’s columns. Nothing is sent anywhere.</p>
        ${ask.form('Save', html`${ask.line('name', 'Employer’s name')}${ask.line('employerId', 'Employer number in the service (optional)', undefined, { classes: 'govuk-input--width-10' })}${ask.lines('address', 'Address (optional)', undefined, 3)}${ask.line('postCode', 'Postcode (optional)', undefined, { classes: 'govuk-input--width-10' })}
          ${ask.line('companyNumber', 'Company number (optional)', undefined, { classes: 'govuk-input--width-10' })}${ask.line('sicCodes', 'SIC codes', 'Divided by commas. Public sector bodies have 1')}${ask.line('link', 'Address of your pay gap page (optional)')}${ask.line('responsiblePerson', 'Responsible person (optional)', 'Name and post. Public authorities need none')}
          ${ask.select('size', 'Number of employees', employerSizes.map((each) => ({ value: each, text: each })))}
          ${ask.oneOf('keepMonths', 'How long are rows about people kept after the snapshot day?', [{ value: '12', text: '1 year' }, { value: '24', text: '2 years' }, { value: '36', text: '3 years' }, { value: '48', text: '4 years' }, { value: '72', text: '6 years' }], 'After that they are deleted, with the file. The figures stay')}`)}</div></div>`,
    }
  },
  async submit({ keepMonths, ...kept }, _before, { db, organisation }) {
    const made = {
      name: kept.name, employerId: kept.employerId ?? '', address: kept.address ?? '', postCode: kept.postCode ?? '', companyNumber: kept.companyNumber ?? '', sicCodes: (kept.sicCodes ?? '').split(/[,\s]+/).filter((each) => each !== ''), link: kept.link ?? '',
      responsiblePerson: kept.responsiblePerson ?? '', size: kept.size,
    }
    await saveSettings(db, organisation.id, { employer: made, keepRowsMonths: Number(keepMonths) })
    return { goTo: paths.home.to(), said: 'The employer’s details were saved.', entry: { did: 'pay-gaps.employer-saved', on: { room: 'pay-gaps', id: organisation.id }, after: { ...made, keepRowsMonths: Number(keepMonths) } } }
  },
})
