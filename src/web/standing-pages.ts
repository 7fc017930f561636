import { html } from '#html/html.ts'
import { publicPage, type Room } from './page.ts'
import { path } from './path.ts'

const crumbs = [{ text: 'Home', href: '/' }]

/**
 * The accessibility statement in the form that the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
 * Accessibility Regulations 2018, regulation 8, ask for. The checks that it names are run with every change of the software.
 */
const accessibility = publicPage({
  path: path('/accessibility'),
  load: async (_at, { organisation }) => organisation,
  show: (organisation) => ({
    title: 'Accessibility statement', crumbs,
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-xl">Accessibility statement</h1>
      <p class="govuk-body">This accessibility statement applies to the pages that ${organisation.name} publishes with Due Regard, and to the pages that its staff use.</p>
      <p class="govuk-body">We want as many people as possible to be able to use this service. You should be able to:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>change colours, contrast levels and fonts using browser or device settings</li>
        <li>zoom in up to 400% without the text spilling off the screen</li>
        <li>use every page with a keyboard alone, and with speech recognition software</li>
        <li>listen to every page with a screen reader</li>
        <li>use every page without JavaScript</li>
      </ul>
      <h2 class="govuk-heading-l">How accessible this service is</h2>
      <p class="govuk-body">Every picture of figures has its table beside it, and every list can be downloaded as CSV, an ODS spreadsheet or Word. Files that people uploaded as evidence are as their authors made them, and some may not be fully accessible: ask for the content in another way and you will be given it.</p>
      <h2 class="govuk-heading-l">Feedback and contact information</h2>
      ${organisation.contactEmail !== null
        ? html`<p class="govuk-body">If you find a problem, or need something here in a different format such as large print, Easy Read, audio, British Sign Language or another language, email <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>. We will reply within 5 working days.</p>`
        : html`<p class="govuk-body">If you find a problem, or need something here in a different format such as large print, Easy Read, audio, British Sign Language or another language, contact ${organisation.name} in whichever way suits you. Its own website says how.</p>`}
      <h2 class="govuk-heading-l">Enforcement procedure</h2>
      <p class="govuk-body">The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we respond to your complaint, contact the <a class="govuk-link" href="https://www.equalityadvisoryservice.com/" rel="external">Equality Advisory and Support Service (EASS)</a>.</p>
      <h2 class="govuk-heading-l">Technical information about this service’s accessibility</h2>
      <p class="govuk-body">${organisation.name} is committed to making this service accessible, in accordance with the 2018 Regulations.</p>
      <h3 class="govuk-heading-m">Compliance status</h3>
      <p class="govuk-body">This service is partially compliant with the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/" rel="external">Web Content Accessibility Guidelines version 2.2</a> AA standard, because of the files described below.</p>
      <h3 class="govuk-heading-m">Non-accessible content</h3>
      <p class="govuk-body">Files uploaded as evidence may lack headings, alternative text or a reading order (WCAG 1.1.1, 1.3.1 and 1.3.2). Each stands beside a description of what it shows.</p>
      <h2 class="govuk-heading-l">Preparation of this accessibility statement</h2>
      <p class="govuk-body">This statement was prepared on 22 November 2026. Every page is checked with automated tools, with and without errors, at every change of the software, and with a keyboard and at 320 pixels wide. Automated checks do not find everything: people who rely on assistive technology have not yet tested this service.</p>
    </div></div>`,
  }),
})

const privacy = publicPage({
  path: path('/privacy'),
  load: async (_at, { organisation }) => organisation,
  show: (organisation) => ({
    title: 'Privacy', crumbs,
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-xl">Privacy</h1>
      <p class="govuk-body">${organisation.name} is responsible for the information kept here.</p>
      <h2 class="govuk-heading-m">If you are reading the public pages</h2>
      <p class="govuk-body">We set no cookies, use no analytics and load nothing from any other site. Your address is used to keep the service from being flooded, and is forgotten within a minute or so.</p>
      <h2 class="govuk-heading-m">If you work here</h2>
      <p class="govuk-body">We keep your name, your work email address, your roles, and a record of what you change: when, what, and what it was before. When you sign in, or somebody tries to and cannot, we also record the network address and the kind of browser. The record is how the organisation shows that it has met its equality duty, and it cannot be altered. Essential cookies keep you signed in, show you that something was saved, and remember a device on which you have signed in before.</p>
      <h2 class="govuk-heading-m">Why we may</h2>
      <p class="govuk-body">Keeping and publishing plans and records of due regard to equality is a task that the law gives to public bodies: section 149 of the Equality Act 2010, and Article 6(1)(c) and (e) of the UK General Data Protection Regulation.</p>
      <h2 class="govuk-heading-m">Your rights</h2>
      <p class="govuk-body">You can ask to see what is held about you, to have it corrected and, where the law allows, removed.${organisation.contactEmail !== null && html` Email <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.`} You can complain to the <a class="govuk-link" href="https://ico.org.uk/" rel="external">Information Commissioner</a>.</p>
    </div></div>`,
  }),
})

export const standingPages: Room = { name: 'Standing pages', pages: [accessibility, privacy] }
