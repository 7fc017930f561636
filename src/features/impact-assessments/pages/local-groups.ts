/** The groups that no Act names and that this body looks at: added, renamed, retired and brought back, each on a day and with a reason. */
import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { optional, text } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepGroups, mayReadAssessments } from '../access.ts'
import { addGroup, bringBackGroup, changeGroup, retireGroup, type LocalGroup } from '../local-group.ts'
import { listOwnGroups, saveGroup } from '../local-group-store.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile } from './assessment-parts.ts'
import { column, front, room } from './parts.ts'

const crumb = { text: 'Groups that we look at', href: paths.groups.to() }
const guide = 'groups-we-look-at'

export const localGroups = page({
  path: paths.groups,
  load: (_at, { db, organisation }) => listOwnGroups(db, organisation.id),
  access: mayReadAssessments,
  view(all, { person }) {
    const keeps = mayKeepGroups(person)
    const [now, retired] = [all.filter((each) => each.retired === null), all.filter((each) => each.retired !== null)]
    return {
      title: 'Groups that we look at', crumbs: [front], guide,
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Groups that we look at</h1><p class="dr-head__lead">Beside the nine protected characteristics. No Act names these: we have promised to ask what our proposals mean for them.</p></div>
          ${keeps && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newGroup.to()}">Add a group</a></div>`}</div>
        ${tasks(now, keeps)}
        ${retired.length > 0 && html`<h2 class="govuk-heading-m">Retired</h2><p class="govuk-body">Earlier assessments still say what they said of these.</p>${tasks(retired, keeps)}`}`,
    }
  },
})

function tasks(groups: readonly LocalGroup[], keeps: boolean): Html {
  return html`<ul class="dr-tasks">${groups.map((group) => html`<li class="dr-task"><div class="dr-task__what">${keeps ? html`<a class="govuk-link" href="${paths.group.to({ group: group.code })}">${group.name}</a>` : group.name}
      ${group.why !== '' && html`<span class="dr-under">${group.why}</span>`}${group.earlier.map((each) => html`<span class="dr-under">Called “${each.name}” until ${dayInWords(Temporal.PlainDate.from(each.until))}</span>`)}${group.retired !== null && html`<span class="dr-under">${group.retired.because}</span>`}</div>
    <div>${group.retired !== null ? `Retired on ${dayInWords(group.retired.on)}` : group.addedOn === null ? 'From the beginning' : `Since ${dayInWords(group.addedOn)}`}</div></li>`)}</ul>`
}

const fields = { name: text({ missing: 'Enter what the group is called', max: 80, subject: 'The name' }), why: optional(text({ missing: '', max: 500, subject: 'The reason' })) }
const asked = (answers: Parameters<typeof questions<typeof fields>>[0]): Html => html`${questions(answers).line('name', 'What is the group called?', 'As people would call themselves: “Veterans and their families”')}${questions(answers).lines('why', 'Why do we look at it? (optional)', 'A motion, a strategy, what people told us', 2)}`

export const newGroup = form({
  path: paths.newGroup,
  load: (_at, { db, organisation }) => listOwnGroups(db, organisation.id),
  access: (person) => mayKeepGroups(person),
  fields,
  view: (_all, answers) => ({ title: 'Add a group', crumbs: [front, crumb], guide, main: column(html`<h1 class="govuk-heading-l">Add a group</h1><p class="govuk-body">From today every assessment that is being written asks about it.</p>${questions(answers).form('Add it', asked(answers), { cancel: paths.groups.to() })}`) }),
  async submit({ name, why }, all, { db, organisation, today }) {
    const made = addGroup(all, { code: `own ${newId().slice(-12)}`, name, why: why ?? '' }, today)
    if ('refused' in made) return { problems: { name: made.refused } }
    if (!await saveGroup(db, organisation.id, made)) return { problems: { name: changedMeanwhile } }
    return { goTo: paths.groups.to(), said: `“${made.name}” was added.`, entry: { did: 'impact-assessments.group-added', on: { room, id: made.code }, after: { name: made.name, why: made.why } } }
  },
})

async function load({ group: code }: { readonly group: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<{ readonly all: readonly LocalGroup[]; readonly group: LocalGroup }> {
  const all = await listOwnGroups(db, organisation.id)
  const group = all.find((each) => each.code === code)
  if (!group) throw new NotFound(`group ${code}`)
  return { all, group }
}

export const localGroup = form({
  path: paths.group,
  load,
  access: (person) => mayKeepGroups(person),
  version: ({ group }) => String(group.version),
  fields,
  starting: ({ group }) => ({ name: group.name, why: group.why }),
  view: ({ group }, answers) => ({
    title: group.name, crumbs: [front, crumb], guide,
    main: column(html`<h1 class="govuk-heading-l">${group.name}</h1><p class="govuk-body">A new name counts from today. What was signed keeps the name that it was written with.</p>${questions(answers).form('Save', asked(answers), { cancel: paths.groups.to() })}
      <p class="govuk-body"><a class="govuk-link" href="${paths.retireGroup.to({ group: group.code })}">${group.retired === null ? 'Retire this group' : 'Bring this group back'}</a></p>`),
  }),
  async submit({ name, why }, { all, group }, { db, organisation, today }) {
    const changed = changeGroup(all, group, { name, why: why ?? '' }, today)
    if ('refused' in changed) return { problems: { name: changed.refused } }
    if (!await saveGroup(db, organisation.id, changed)) return { problems: { name: changedMeanwhile } }
    return { goTo: paths.groups.to(), said: 'Saved.', entry: { did: 'impact-assessments.group-changed', on: { room, id: group.code, version: changed.version }, before: { name: group.name, why: group.why }, after: { name, why: why ?? '' } } }
  },
})

export const retireOrBringBack = form({
  path: paths.retireGroup,
  load,
  access: (person) => mayKeepGroups(person),
  version: ({ group }) => String(group.version),
  fields: { because: optional(text({ missing: '', max: 500, subject: 'The reason' })) },
  view({ group }, answers) {
    const ask = questions(answers)
    const words = group.retired === null ? 'Retire this group' : 'Bring this group back'
    return {
      title: `${words}: ${group.name}`, back: paths.group.to({ group: group.code }), guide,
      main: column(html`<span class="govuk-caption-l">${group.name}</span><h1 class="govuk-heading-l">${words}</h1>${group.retired === null
        ? html`<p class="govuk-body">New assessments ask about it no more. Those that say something of it keep it.</p>${ask.form('Retire it', ask.lines('because', 'Why is it looked at no more?', 'For example, “It is part of another group now”', 3), { cancel: paths.groups.to() })}`
        : html`<p class="govuk-body">It was retired on ${dayInWords(group.retired.on)}: ${group.retired.because}</p>${ask.form('Bring it back', html``, { cancel: paths.groups.to() })}`}`),
    }
  },
  async submit({ because }, { group }, { db, organisation, today }) {
    const changed = group.retired === null ? retireGroup(group, because ?? '', today) : bringBackGroup(group)
    if ('refused' in changed) return { problems: { because: changed.refused } }
    if (!await saveGroup(db, organisation.id, changed)) return { problems: { because: changedMeanwhile } }
    return {
      goTo: paths.groups.to(), said: `“${group.name}” was ${changed.retired === null ? 'brought back' : 'retired'}.`,
      entry: { did: changed.retired === null ? 'impact-assessments.group-brought-back' : 'impact-assessments.group-retired', on: { room, id: group.code, version: changed.version }, after: { because: changed.retired?.because ?? null } },
    }
  },
})
