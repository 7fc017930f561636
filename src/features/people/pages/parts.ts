import { createHash } from 'node:crypto'
import { govukTag, mojSubNavigation } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import type { Grant } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import { mayLookAfterOrganisation, maySeeNames, maySeePeople, mayLookAfterPeople } from '../access.ts'
import { paths } from '../paths.ts'
import type { Department, PersonState } from '../person.ts'
import { roleWords } from '../role-words.ts'

export const peopleCrumb = { text: 'People', href: paths.people.to() }

/** The pages of looking after people, beside each other; each person sees those that they may open. */
export function peopleTabs(here: string, person: Person): Html {
  const all = [
    { text: 'People', href: paths.people.to(), may: maySeePeople },
    { text: 'Who may do what', href: paths.access.to(), may: maySeePeople },
    { text: 'Departments', href: paths.departments.to(), may: maySeeNames },
    { text: 'Posts, groups and partners', href: paths.names.to(), may: maySeeNames },
    { text: 'Signing in', href: paths.signInRule.to(), may: mayLookAfterPeople },
    { text: 'Name and colours', href: paths.organisation.to(), may: mayLookAfterOrganisation },
  ]
  return mojSubNavigation({ label: 'Looking after people', items: all.filter((each) => each.may(person)).map(({ text, href }) => ({ text, href, active: href === here })) })
}

export function grantInWords(grant: Grant, departments: readonly Department[]): string {
  return `${roleWords[grant.role].name}${grant.department === null ? '' : `, ${departments.find((each) => each.id === grant.department)?.name ?? 'a department that is not there any more'}`}`
}

export const stateWords: Readonly<Record<PersonState, string>> = { recorded: 'On record, not invited', invited: 'Invited', active: 'Active', suspended: 'Suspended', left: 'Left' }

export function stateTag(state: PersonState): Html {
  const colours: Readonly<Record<PersonState, string>> = { recorded: 'grey', invited: 'blue', active: 'green', suspended: 'orange', left: 'grey' }
  return govukTag({ text: stateWords[state], classes: `govuk-tag--${colours[state]}` })
}

export function momentInWords(moment: Temporal.Instant): string {
  const at = moment.toZonedDateTimeISO('Europe/London')
  return `${at.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** Two thirds of the width: what is read and filled in. */
export function column(inside: Html): Html {
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`
}

/** Changes when any of what a form shows does. */
export function versionOf(...shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16)
}
