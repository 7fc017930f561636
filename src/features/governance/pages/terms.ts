import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { date, optional, text } from '#web/fields.ts'
import { form, page } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { isLive, mayKeepBody, mayReadStructure } from '../access.ts'
import type { Terms } from '../body.ts'
import { insertTerms, listTerms } from '../body-store.ts'
import { paths } from '../paths.ts'
import { crumbsTo, dayAnswer, loadBody, narrowColumn, paragraphs, room } from './parts.ts'

export const newTerms = form({
  path: paths.newTerms,
  load: async ({ body }, house) => ({ ...await loadBody(body, house), terms: await listTerms(house.db, house.organisation.id, body) }),
  access: (person, { body, members, today }) => isLive(body) && mayKeepBody(person, members, today),
  draft: true,
  version: ({ terms }) => String(terms.length),
  fields: {
    words: text({ missing: 'Enter the terms of reference', max: 20_000, subject: 'The terms of reference' }), agreedOn: date({ missing: 'Enter the day on which they were agreed', subject: 'The day' }),
    agreedBy: text({ missing: 'Enter who agreed them', max: 200, subject: 'Who agreed them' }), note: optional(text({ missing: '', max: 500, subject: 'What changed' })),
  },
  starting: ({ body, terms, today }) => ({ words: terms[0]?.words ?? '', agreedBy: body.name, ...dayAnswer('agreedOn', today) }),
  view({ body, terms }, answers) {
    const ask = questions(answers)
    return {
      title: `Terms of reference of ${body.name}`, crumbs: crumbsTo(body), guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Terms of reference of ${body.name}</h1>${terms.length > 0 && html`<p class="govuk-body">What you save is version ${String(terms.length + 1)}. The versions before it stay as they were.</p>`}
        ${ask.form('Save as agreed', html`${ask.lines('words', 'The terms of reference', 'What it may decide, who sits on it, how many must be there, how it votes, how it reports', 16)}${ask.date('agreedOn', 'Agreed on')}${ask.line('agreedBy', 'Agreed by')}${terms.length > 0 && ask.line('note', 'What changed? (optional)')}`, { cancel: paths.body.to({ body: body.id }) })}`),
    }
  },
  async submit(values, { body, terms }, { db, organisation, person, now, today }) {
    if (Temporal.PlainDate.compare(values.agreedOn, today) > 0) return { problems: { agreedOn: 'The day must be today or in the past' } }
    if (terms[0]?.words === values.words) return { problems: { words: 'These are the words of the version before. Change them, or cancel' } }
    const made: Terms = { number: terms.length + 1, words: values.words, agreedOn: values.agreedOn, agreedBy: values.agreedBy, note: values.note ?? '', by: { id: person.id, name: person.name } }
    await insertTerms(db, organisation.id, body.id, made, now)
    return { goTo: paths.body.to({ body: body.id }), said: `Version ${made.number} of the terms of reference was saved.`, entry: { did: 'governance.terms-agreed', on: { room, id: body.id, version: made.number }, after: { words: made.words, agreedOn: made.agreedOn.toString(), agreedBy: made.agreedBy, note: made.note } } }
  },
})

export const terms = page({
  path: paths.terms,
  async load({ body, number }, house) {
    const [loaded, all] = await Promise.all([loadBody(body, house), listTerms(house.db, house.organisation.id, body)])
    const found = all.find((each) => String(each.number) === number)
    if (!found) throw new NotFound(`terms ${number}`)
    return { ...loaded, terms: found, newest: all[0]! }
  },
  access: (person) => mayReadStructure(person),
  view: ({ body, terms: found, newest }) => ({
    title: `Terms of reference of ${body.name}, version ${String(found.number)}`, crumbs: crumbsTo(body),
    main: narrowColumn(html`<span class="govuk-caption-l">${body.name}</span><h1 class="govuk-heading-l">Terms of reference, version ${String(found.number)}</h1>
      <p class="govuk-body">Agreed by ${found.agreedBy} on ${dayInWords(found.agreedOn)}. Recorded by ${found.by.name}.${found.note !== '' && ` What changed: ${found.note}`}</p>
      ${found.number !== newest.number && html`<div class="govuk-inset-text">This version no longer holds. <a class="govuk-link" href="${paths.terms.to({ body: body.id, number: String(newest.number) })}">Read version ${String(newest.number)}</a></div>`}${paragraphs(found.words)}`),
  }),
})
