import { html } from '#html/html.ts'
import { always, choice, oneOf, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayRecordProgress } from '../access.ts'
import { listActionsOfStrategy } from '../action-store.ts'
import { addLink, dropLink, listLinks } from '../link-store.ts'
import { paths } from '../paths.ts'
import { crumbsOf, findInPlan, nameOf } from './action.ts'

/** Two actions that hang together: one waits for the other, or both serve the same people. */
export const linkActions = form({
  path: paths.linkActions,
  async load({ action: id }, { db, organisation }) {
    const found = await findInPlan(db, organisation.id, id)
    const [others, links] = [(await listActionsOfStrategy(db, organisation.id, found.strategy.id)).filter((each) => each.id !== id), await listLinks(db, organisation.id, id)]
    return { ...found, others: others.filter((each) => !links.some((link) => link.thing === each.id)), linked: others.filter((each) => links.some((link) => link.thing === each.id)) }
  },
  access: (person, { action }) => mayRecordProgress(person, action),
  fields: ({ others, linked }) => ({
    what: linked.length === 0 ? always('add') : choice({ from: ['add', ...linked.map((each) => each.id)], missing: 'Select what to do' }),
    other: optional(oneOf({ from: others, missing: 'Select the other action' })), why: optional(text({ missing: '', max: 500, subject: 'How they are connected' })),
  }),
  starting: () => ({ what: 'add' }),
  view(loaded, answers) {
    const ask = questions(answers)
    const { action, others, linked } = loaded
    return {
      title: `Link: ${nameOf(action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${action.words}</span><h1 class="govuk-heading-l">Link this action with another</h1>
        ${ask.form('Save', html`
          ${linked.length > 0 && ask.oneOf('what', 'What do you want to do?', [{ value: 'add', text: 'Add a link' }, ...linked.map((each) => ({ value: each.id, text: `Take away the link with ${nameOf(each)}` }))])}
          ${ask.select('other', 'The other action', others.map((each) => ({ value: each.id, text: `${each.reference === '' ? '' : `${each.reference} `}${each.words.slice(0, 120)}` })))}
          ${ask.line('why', 'How are they connected? (optional)', 'For example, this one waits for the other')}`, { cancel: paths.action.to({ action: action.id }) })}</div></div>`,
    }
  },
  async submit({ what, other, why }, { action }, { db, organisation }) {
    if (what === 'add' && other === null) return { problems: { other: 'Select the other action' } }
    if (what === 'add') await addLink(db, organisation.id, { action: action.id, room: 'action-plan', thing: other!.id, version: '', why: why ?? '' })
    else await dropLink(db, organisation.id, action.id, what)
    return {
      goTo: paths.action.to({ action: action.id }), said: what === 'add' ? 'The actions are linked.' : 'The link was taken away.',
      entry: { did: what === 'add' ? 'action-plan.actions-linked' : 'action-plan.link-taken-away', on: { room: 'action-plan', id: action.id }, detail: { other: what === 'add' ? other!.id : what, why: why ?? '' } },
    }
  },
})
