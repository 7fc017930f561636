import { govukSummaryList, govukTag } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { mayLookAfterOwnAccount } from '../access.ts'
import { findPasswordHash } from '../password-store.ts'
import { paths } from '../paths.ts'
import { findPerson, listDepartments } from '../people-store.ts'
import { countRecoveryCodes, findSecondStep } from '../second-step-store.ts'
import { findSignInRule, listSessions } from '../session-store.ts'
import { grantsInEffect } from '../session.ts'
import { grantInWords } from './parts.ts'

export const account = page({
  path: paths.account,
  async load(_at, { db, organisation, person, now }) {
    const found = await findPerson(db, organisation.id, person.id)
    const sessions = await listSessions(db, organisation.id, person.id, now)
    const here = sessions.find((each) => each.id === person.session)
    const inEffect = grantsInEffect(found?.grants ?? [], here?.signedInBy ?? 'password', await findSignInRule(db, organisation.id))
    return {
      grants: (found?.grants ?? []).map((grant) => ({ ...grant, waits: !inEffect.includes(grant) })),
      departments: await listDepartments(db, organisation.id, { closedToo: true }),
      hasPassword: await findPasswordHash(db, organisation.id, person.id) !== null,
      hasSecondStep: await findSecondStep(db, organisation.id, person.id) !== null,
      codesLeft: await countRecoveryCodes(db, organisation.id, person.id),
      sessions: sessions.length,
    }
  },
  access: mayLookAfterOwnAccount,
  view({ grants, departments, hasPassword, hasSecondStep, codesLeft, sessions }, { person, deployment }) {
    const change = (href: string, text: string, what: string) => ({ items: [{ href, text, visuallyHiddenText: what }] })
    return {
      title: 'Your account', guide: 'second-step',
      main: html`
        <h1 class="govuk-heading-l">Your account</h1>
        ${govukSummaryList({ rows: [
          { key: { text: 'Name' }, value: { text: person.name } },
          { key: { text: 'Email address' }, value: { text: person.email }, ...(hasPassword ? { actions: change(paths.changeEmail.to(), 'Change', 'your email address') } : {}) },
          { key: { text: 'Password' }, value: { text: hasPassword ? 'Set' : `You sign in with ${deployment.identityProvider?.name ?? 'another service'}, and change your password there` }, ...(hasPassword ? { actions: change(paths.changePassword.to(), 'Change', 'your password') } : {}) },
          ...(hasPassword ? [{ key: { text: 'Second step' }, value: { text: hasSecondStep ? 'A code from your authenticator app' : 'None: only your password is asked for' }, actions: hasSecondStep ? change(paths.dropSecondStep.to(), 'Turn off', 'the second step') : change(paths.secondStep.to(), 'Set up', 'a second step') }] : []),
          ...(hasSecondStep ? [{ key: { text: 'Recovery codes' }, value: { text: codesLeft === 1 ? '1 left' : `${codesLeft} left` }, actions: change(paths.newCodes.to(), 'Make new ones', 'recovery codes') }] : []),
          { key: { text: 'Signed in' }, value: { text: sessions === 1 ? 'In this browser only' : `In ${sessions} browsers` }, actions: change(paths.sessions.to(), 'See where', 'you are signed in') },
        ] })}
        <h2 class="govuk-heading-m">What you may do</h2>
        ${grants.length === 0
          ? html`<p class="govuk-body">You have no role yet. Ask the person who looks after Due Regard at your organisation.</p>`
          : html`<ul class="govuk-list">${grants.map((grant) => html`<li>${grantInWords(grant, departments)} ${grant.waits && govukTag({ text: 'Waits for a second step', classes: 'govuk-tag--yellow' })}</li>`)}</ul>`}
        ${grants.some((grant) => grant.waits) && html`<p class="govuk-body">A role that waits is yours as soon as you sign in with a second step. <a class="govuk-link" href="${paths.secondStep.to()}">Set one up now</a>.</p>`}`,
    }
  },
})
