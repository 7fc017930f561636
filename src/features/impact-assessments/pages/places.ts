/** The body’s own places: what proposals say that they touch, and what all of them together are asked of. */
import { html } from '#html/html.ts'
import { optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepGroups } from '../access.ts'
import { paths } from '../paths.ts'
import { readPlaces, type Place } from '../place.ts'
import { listPlaces, savePlaces } from '../place-store.ts'
import { column, front, room } from './parts.ts'

const inUse = (all: readonly Place[]): readonly string[] => all.filter((each) => !each.retired).map((each) => each.name)

export const places = form({
  path: paths.places,
  load: (_at, { db, organisation }) => listPlaces(db, organisation.id),
  access: (person) => mayKeepGroups(person),
  version: (all) => inUse(all).join('\n'),
  fields: { names: optional(text({ missing: '', max: 20_000, subject: 'The list of places' })) },
  starting: (all) => ({ names: inUse(all).join('\n') }),
  view(all, answers) {
    const ask = questions(answers)
    const retired = all.filter((each) => each.retired)
    return {
      title: 'Our places', crumbs: [front], guide: 'impacts-together',
      main: column(html`<h1 class="govuk-heading-l">Our places</h1><p class="govuk-body">Districts, towns or wards, as people here call them. Each proposal says which of them it touches, or that it touches all; then <a class="govuk-link" href="${paths.together.to()}">impacts together</a> can be asked of one place.</p>
        ${ask.form('Save', ask.lines('names', 'Which places are there?', 'One on each line, in the order in which they are to be offered', 12), { cancel: paths.together.to() })}
        ${retired.length > 0 && html`<h2 class="govuk-heading-m">Offered no more</h2><p class="govuk-body">What was said of these stays: ${retired.map((each) => each.name).join(', ')}. Write one in the list to offer it again.</p>`}`),
    }
  },
  async submit({ names }, all, { db, organisation, today }) {
    const read = readPlaces(names ?? '')
    if ('refused' in read) return { problems: { names: read.refused } }
    await savePlaces(db, organisation.id, read, today)
    return { goTo: paths.places.to(), said: 'The list was saved.', entry: { did: 'impact-assessments.places-changed', on: { room, id: organisation.id }, before: { places: inUse(all) }, after: { places: read } } }
  },
})
