import { govukButton, govukDetails, govukInsetText } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { one, secret, text } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { examplePassword, exampleSignIns } from '../example.ts'
import { isPassword } from '../password-store.ts'
import { paths } from '../paths.ts'
import { countFailure, findAccount, forgetFailures, listFailures } from '../sign-in-store.ts'
import { countedAbout, secondsToWait, waitInWords } from '../sign-in.ts'
import { afterFirstStep, toStep } from './going-in.ts'

export const signIn = openForm({
  path: paths.signIn,
  fields: {
    email: text({ missing: 'Enter your email address', max: 254, subject: 'Email address' }),
    password: secret({ missing: 'Enter your password' }),
  },

  // The same questions and the same work for an account that is not there: neither the words nor the time tells which it was.
  async before(body, { look, now, organisation, carried, request }) {
    const [email, password] = [one(body, 'email'), body['password']]
    if (email === '' || typeof password !== 'string' || password === '') return null
    const device = carried('device')
    const { account, about, wait } = await look(async (db) => {
      const account = await findAccount(db, organisation.id, email, device, now)
      const about = countedAbout(email, account?.deviceKnown && device !== null ? { device } : { address: request.address })
      return { account, about, wait: secondsToWait(await listFailures(db, organisation.id, about), now) }
    })
    if (wait > 0) return { account, about, wait, right: false }
    const right = await isPassword(password.slice(0, 1000), account?.passwordHash ?? null)
    return { account, about, wait, right: right && account?.state === 'active' && (organisation.isExample || password !== examplePassword) }
  },

  load: async (_at, { person, query }) => ({ signedInAs: person?.name ?? null, kept: query.get('kept') === 'yes' }),

  view({ signedInAs, kept }, answers, house) {
    const ask = questions(answers)
    const { identityProvider } = house.deployment
    return {
      title: 'Sign in',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Sign in</h1>
        ${kept && govukInsetText({ text: 'You were signed out, so what you sent has not been saved yet. It is kept for you: sign in, and you will be back on the page with your words in it.' })}
        ${signedInAs !== null && govukInsetText({ html: html`You are signed in as ${signedInAs}. <a class="govuk-link" href="/home">Go to your work</a>, or sign in as someone else.` })}
        ${identityProvider && html`
          <form method="post" action="${toStep(paths.signInElsewhere.to(), house)}">${govukButton({ text: `Sign in with ${identityProvider.name}`, preventDoubleClick: true })}</form>
          <h2 class="govuk-heading-m">Or with a password for this service</h2>`}
        ${ask.form('Sign in', html`
          ${ask.line('email', 'Email address', undefined, { type: 'email', autocomplete: 'username', spellcheck: false })}
          ${ask.password('password', 'Password')}`)}
        <p class="govuk-body"><a class="govuk-link" href="${paths.forgotten.to()}">I have forgotten my password</a></p>
        ${house.organisation.isExample && tryAs(house.organisation.shortName)}
      </div></div>`,
    }
  },

  async submit(_values, _loaded, house, prior) {
    if (!prior) return { problems: { password: wrong } }
    const { db, organisation, now, request } = house
    const { account, about } = prior
    if (prior.wait > 0) {
      return { problems: { password: `There have been many tries. Wait ${waitInWords(prior.wait)}, then try again. If you cannot wait, choose “I have forgotten my password” and use the link that we send you` } }
    }
    // Whoever changed the password or suspended the account between the check and this transaction was first.
    const unchanged = account && (await findAccount(db, organisation.id, account.email, null, now))
    if (!prior.right || !account || unchanged?.passwordHash !== account.passwordHash || unchanged.state !== 'active') {
      await countFailure(db, organisation.id, about, now)
      const why = !account ? 'nobody has this address' : account.state !== 'active' ? `the account is ${account.state}` : 'the password was wrong'
      // What was typed is not written down: people type passwords into the wrong box.
      return { problems: { password: wrong }, keep: true, entry: { did: 'people.sign-in-refused', on: { room: 'people', id: account?.person ?? 'nobody' }, detail: { why, address: request.address } } }
    }
    await forgetFailures(db, organisation.id, about)
    return afterFirstStep(house, account.person, 'password', account.hasSecondStep)
  },
})

/** Whoever tries the example needs no terminal to find out whom to be. */
function tryAs(shortName: string) {
  const people = exampleSignIns(shortName)
  return people.length > 0 && govukDetails({
    summaryText: 'Who can I sign in as?',
    html: html`<p class="govuk-body">This is the example. Its people do not exist, and all of them have the password <strong>${examplePassword}</strong></p>
      <ul class="govuk-list govuk-list--bullet">${people.map(({ email, does }) => html`<li>${email}: ${does}</li>`)}</ul>`,
  })
}

const wrong = 'Email address or password is not right'
