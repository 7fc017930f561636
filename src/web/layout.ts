import { html, type Html } from '#html/html.ts'
import { govukBreadcrumbs, govukBackLink, govukErrorSummary, govukNotificationBanner, govukPhaseBanner, govukServiceNavigation, govukSkipLink, mojSubNavigation } from '#govuk/components.ts'
import { readAskedFor, type AskedFor } from './asked-for.ts'
import type { Assets } from './assets.ts'
import type { ChangedMeanwhile } from './mount.ts'
import type { Navigation } from './navigation.ts'
import type { Organisation } from './organisation.ts'
import type { View } from './page.ts'
import type { Person } from './person.ts'

/** Everything around a page that is not the page. */
export interface Chrome {
  readonly organisation: Organisation
  readonly person: Person | null
  readonly path: string
  readonly navigation: Navigation
  readonly problems: readonly { readonly text: string; readonly href: string }[]
  readonly said: string | null
  readonly changedMeanwhile: readonly ChangedMeanwhile[]
  readonly draftKeptAt: Temporal.Instant | null
  readonly assets: Pick<Assets, 'css' | 'scripts' | 'icon' | 'bodyCss'>
}

/** The same on every page, so it is made at the first. */
const skipLink = once(() => govukSkipLink({ href: '#main-content', text: 'Skip to main content' }))

function once(make: () => Html): () => Html {
  let made: Html | undefined
  return () => made ??= make()
}

export function layout(view: View, chrome: Chrome): Html {
  const { organisation, person } = chrome
  const { bar, neighbours } = chrome.navigation
  return html`<!DOCTYPE html>
<html lang="en-GB" class="govuk-template govuk-template--rebranded">
  <head>
    <meta charset="utf-8">
    <title>${chrome.problems.length > 0 && 'Error: '}${view.title} – ${organisation.name}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="theme-color" content="${organisation.colours.header}">
    <link rel="icon" href="${chrome.assets.icon}" type="image/svg+xml">
    <link rel="stylesheet" href="${chrome.assets.css}">
    <link rel="stylesheet" href="${chrome.assets.bodyCss(organisation)}">
    ${view.alternatives?.map((each) => html`<link rel="alternate" type="${each.type}" href="${each.href}" title="${each.title}">`)}
    ${chrome.assets.scripts.map((href) => html`<script type="module" src="${href}"></script>`)}
  </head>
  <body class="govuk-template__body">
    ${skipLink()}
    <header class="dr-header">
      <div class="govuk-width-container dr-header__inner">
        <a class="dr-header__name" href="${person ? '/home' : '/'}">${organisation.name}</a>
        ${person
          ? html`<div class="dr-header__account"><a class="dr-header__link" href="/account">${person.name}</a>
            <form method="post" action="/sign-out"><button class="dr-header__button" type="submit">Sign out</button></form></div>`
          : html`<div class="dr-header__account"><a class="dr-header__link" href="/sign-in">Staff sign in</a></div>`}
      </div>
    </header>
    ${govukServiceNavigation({
      serviceName: 'Due Regard', serviceUrl: person ? '/home' : '/',
      navigation: bar.map((each) => ({ ...each })),
    })}
    ${neighbours !== null && html`<div class="dr-neighbours"><div class="govuk-width-container">${mojSubNavigation({ label: `In ${neighbours.label}`, items: neighbours.ways.map((each) => ({ ...each })) })}</div></div>`}
    <div class="govuk-width-container${view.wide === true && ' dr-wide'}">
      ${organisation.isExample && govukPhaseBanner({ tag: { text: 'Example' }, text: 'This body does not exist, and nobody in it is real.' })}
      ${view.crumbs && govukBreadcrumbs({ collapseOnMobile: true, items: [...view.crumbs, { text: view.title }].map((each) => ({ ...each })) })}
      ${view.back !== undefined && govukBackLink({ text: 'Back', href: view.back })}
      <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
        ${chrome.problems.length > 0 && govukErrorSummary({ titleText: 'There is a problem', errorList: chrome.problems.map((each) => ({ ...each })) })}
        ${chrome.said !== null && govukNotificationBanner({ type: 'success', html: html`<p class="govuk-notification-banner__heading">${chrome.said}</p>` })}
        ${chrome.changedMeanwhile.length > 0 && meanwhile(chrome.changedMeanwhile, readAskedFor(view.main.toString()))}
        ${chrome.draftKeptAt !== null && draftKept(chrome.draftKeptAt)}
        ${view.main}
        ${view.guide !== undefined && html`<p class="dr-guide-link"><a class="govuk-link" href="/guide/${view.guide}">Help with this page</a></p>`}
      </main>
    </div>
    <footer class="dr-footer">
      <div class="govuk-width-container">
        <h2 class="govuk-visually-hidden">About this service</h2>
        <ul class="dr-footer__links">
          <li><a class="govuk-footer__link" href="/accessibility">Accessibility statement</a></li>
          <li><a class="govuk-footer__link" href="/privacy">Privacy</a></li>
          <li><a class="govuk-footer__link" href="/guide">Guide</a></li>
        </ul>
        <p class="dr-footer__words">${organisation.name} uses Due Regard, free software for public bodies’ equality duty.</p>
      </div>
    </footer>
  </body>
</html>`
}

/** Somebody else saved while this person was writing. Both texts are here, and nothing is lost: the form below holds theirs. */
function meanwhile(changed: readonly ChangedMeanwhile[], form: AskedFor): Html {
  return html`<div class="govuk-error-summary dr-meanwhile" data-module="govuk-error-summary">
    <div role="alert">
      <h2 class="govuk-error-summary__title">Someone else changed this while you were writing</h2>
      <div class="govuk-error-summary__body">
        <p>Your words are still in the form below. Look at both, change yours if you need to, and save again. Saving again replaces theirs.</p>
        <dl class="govuk-summary-list">
          ${changed.map((each) => html`<div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">${form.question(each.name) ?? inWords(each.name)}</dt>
            <dd class="govuk-summary-list__value"><strong>Saved by someone else:</strong> ${each.theirs === '' ? 'Nothing' : form.option(each.name, each.theirs) ?? each.theirs}</dd>
            <dd class="govuk-summary-list__value"><strong>Yours:</strong> ${each.yours === '' ? 'Nothing' : form.option(each.name, each.yours) ?? each.yours}</dd>
          </div>`)}
        </dl>
      </div>
    </div>
  </div>`
}

function draftKept(at: Temporal.Instant): Html {
  const when = at.toZonedDateTimeISO('Europe/London')
  return html`<div class="govuk-inset-text dr-draft">
    <p>This is what you had typed on ${when.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long' })} at ${when.toPlainTime().toString({ smallestUnit: 'minute' })}. It has not been sent yet.</p>
    <form method="post"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" name="_discard" value="yes">Throw this away and start again</button></form>
  </div>`
}

/** `due-day` > `Due day`: the names of our fields are words. */
function inWords(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
