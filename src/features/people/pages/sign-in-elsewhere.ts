import { govukButton } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { tick } from '#web/fields.ts'
import { arrival, openForm } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { paths } from '../paths.ts'
import { findPerson, findPersonByEmail, savePerson } from '../people-store.ts'
import { findSecondStep } from '../second-step-store.ts'
import { beginTrip, endTrip, findIdentified, findTrip, identify, isIdentified } from '../sign-in-store.ts'
import { stepMinutes } from '../sign-in.ts'
import { afterFirstStep, goIn, nextOf } from './going-in.ts'

/** Sends the browser to the body's own sign-in service, with what proves that whoever comes back is the one who was sent. */
export const signInElsewhere = openForm({
  path: paths.signInElsewhere,
  fields: { elsewhere: tick() },
  before: async (_body, { deployment, origin }) => deployment.identityProvider?.begin(`${origin}${paths.arrived.to()}`).catch(() => null) ?? null,
  load: async (_at, { deployment }) => {
    if (!deployment.identityProvider) throw new NotFound('there is no other sign-in service')
    return deployment.identityProvider
  },
  view: (provider, answers) => ({
    title: `Sign in with ${provider.name}`, back: paths.signIn.to(),
    main: html`<h1 class="govuk-heading-l">Sign in with ${provider.name}</h1>
      ${answers.problems.elsewhere !== undefined && html`<p class="govuk-error-message" id="elsewhere">${answers.problems.elsewhere}</p>`}
      <form method="post">${govukButton({ text: 'Continue', preventDoubleClick: true })}</form>`,
  }),
  async submit(_values, provider, house, begun) {
    if (!begun) return { problems: { elsewhere: `${provider.name} cannot be reached just now. Try again in a moment, or sign in with a password` } }
    const token = await beginTrip(house.db, house.organisation.id, begun.trip, nextOf(house, ''), house.now)
    return { goTo: begun.goTo, entry: [], carry: { step: { value: token, seconds: stepMinutes * 60 } } }
  },
})

/** Back from the sign-in service: who it says came is looked for among the people who were invited. */
export const arrived = arrival({
  path: paths.arrived,

  async before({ look, organisation, carried, now, deployment, origin, request }) {
    const token = carried('step')
    const trip = token === null ? null : await look((db) => findTrip(db, organisation.id, token, now))
    if (!trip || token === null || !deployment.identityProvider) return null
    return { token, next: trip.next, identity: await deployment.identityProvider.arrive(`${origin}${paths.arrived.to()}?${request.search}`, trip) }
  },

  async arrive(_at, house, came) {
    const { db, organisation, now, request } = house
    // The code that came back works once; so does the trip that it belongs to.
    if (!came || !await endTrip(db, organisation.id, came.token)) return refused('nothing was under way', ['This page is the end of signing in, and no sign-in was under way in this browser.'])
    const { identity } = came
    if ('refused' in identity) return refused(identity.refused, ['The sign-in service did not confirm who you are.'])

    const known = await findIdentified(db, organisation.id, identity.issuer, identity.subject)
    const person = known !== null ? await findPerson(db, organisation.id, known) : identity.email === null ? null : await findPersonByEmail(db, organisation.id, identity.email)
    if (!person) {
      return identity.email === null
        ? refused('the issuer did not vouch for an address', ['The sign-in service did not tell us an email address that it has checked, so we cannot tell who you are here.'])
        : refused('nobody here has this address', [`Nobody with the address ${identity.email} has been invited to ${organisation.name}’s Due Regard.`, 'Ask the people who look after it to invite you.'])
    }
    if (person.state !== 'active' && person.state !== 'invited') return refused(`the account is ${person.state}`, ['You cannot sign in here at the moment. Ask the people who look after Due Regard at your organisation.'])
    if (known === null) {
      // An address can be given to somebody else later. Whoever came first under it from this issuer keeps the account.
      if (await isIdentified(db, organisation.id, identity.issuer, person.id)) return refused('the address belongs to another identity', ['Somebody else has signed in with this address before. Ask the people who look after Due Regard at your organisation.'])
      await identify(db, organisation.id, identity.issuer, identity.subject, person.id, now)
      if (person.state === 'invited') await savePerson(db, organisation.id, { ...person, state: 'active' })
    }
    const asked = came.next === '' ? {} : { goTo: came.next }
    const done = identity.secondStep
      ? await goIn(house, person.id, 'identity provider and second step', asked)
      : await afterFirstStep(house, person.id, 'identity provider', await findSecondStep(db, organisation.id, person.id) !== null, asked)
    return known !== null ? done : { ...done, entry: [{ did: 'people.identity-linked', on: { room: 'people', id: person.id }, after: { issuer: identity.issuer } }, ...Array.isArray(done.entry) ? done.entry : [done.entry]] }

    function refused(why: string, words: readonly string[]) {
      return {
        refused: {
          title: 'You are not signed in',
          main: html`<h1 class="govuk-heading-l">You are not signed in</h1>${words.map((each) => html`<p class="govuk-body">${each}</p>`)}<p class="govuk-body"><a class="govuk-link" href="${paths.signIn.to()}">Sign in again</a></p>`,
        },
        entry: { did: 'people.sign-in-refused' as const, on: { room: 'people', id: 'nobody' }, detail: { why, address: request.address } },
      }
    }
  },
})
