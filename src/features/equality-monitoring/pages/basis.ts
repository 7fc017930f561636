/** What a figure rests on: its release and proof, its day, its source, which question was asked, and how it was worked out. */
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadBoardFigures } from '../access.ts'
import { datasetKinds } from '../dataset.ts'
import { answered, type FigureField, type Figures, type FigureTable, type FrozenFinding } from '../figures.ts'
import { paths } from '../paths.ts'
import { inOrder } from '../profile.ts'
import { isReadable } from '../release.ts'
import { findRelease } from '../release-store.ts'
import { facts, fieldName, home, things } from './parts.ts'
import { loadWhole } from './profile.ts'
import { gradeTag, notesList, periodOf } from './telling.ts'

export const basis = page({
  path: paths.basis,
  async load({ release }, house) {
    const found = await findRelease(house.db, house.organisation.id, release)
    const figures = found === null || found.sha256 === null || !isReadable(found) ? null : await loadWhole(house, { id: found.id, sha256: found.sha256 })
    if (!figures) throw new NotFound(`no figures of release ${release}`)
    return figures
  },
  access: (person) => mayReadBoardFigures(person),
  view: (figures, { query }) => ({
    title: 'What these figures rest on', crumbs: [{ text: 'My work', href: '/home' }, home, { text: 'Workforce profile', href: paths.profile.to() }], guide: 'read-the-figures',
    main: html`<h1 class="govuk-heading-l">What these figures rest on</h1>${basisBody(figures, query.get('of'), paths.basis.to({ release: figures.release }))}`,
  }),
})

/** One table or finding by its id; without one, the proof and the list of all. The same for the body and for the public. */
export function basisBody(figures: Figures, of: string, address: string): Html {
  const [finding, table] = [figures.findings.find((each) => each.id === of), figures.tables.find((each) => each.id === of)]
  return html`${finding ? findingBasis(finding) : table ? tableBasis(table) : null}${proofOf(figures)}
    ${finding || table ? html`<p class="govuk-body"><a class="govuk-link" href="${address}">Everything in these figures</a></p>` : everything(figures, address)}`
}

function tableBasis(table: FigureTable): Html {
  const kind = datasetKinds.find((each) => each.kind === table.kind)
  return html`<h2 class="govuk-heading-m">${table.title}</h2>${facts([
    ['What is counted', kind?.of ?? table.kind], [table.from === null ? 'On' : 'In', periodOf(table)], ['Source', table.source], ['Definition', table.definition],
    ...table.by.map((field): readonly [string, Html] => [`Groups of ${field.name.toLowerCase()}`, groupsOf(field)]),
    ['How it was worked out', 'Every person counts once, in their main post. A share is of those who answered; “prefer not to say” is not an answer. Shares are whole numbers below a base of 200, have one decimal place from there, and are not given for fewer than 20 people.'],
  ])}`
}

function groupsOf(field: FigureField): Html {
  const groups = inOrder(field)
  const silent = field.categories.filter((each) => each.kind === 'no answer').map((each) => each.label)
  return html`<ul class="govuk-list govuk-!-margin-bottom-0">${groups.filter((each) => each.kind === 'parent' || each.parent === undefined || each.parent === answered || !groups.some((other) => other.name === each.parent)).map((each) => {
    const below = groups.filter((other) => other.parent === each.name).map((other) => other.label)
    return html`<li>${each.label}${below.length > 0 && `: ${below.join('; ')}`}</li>`
  })}</ul>${silent.length > 0 && html`<p class="govuk-body-s govuk-!-margin-bottom-0">Kept apart from these: ${silent.join('; ')}.</p>`}`
}

function findingBasis(finding: FrozenFinding): Html {
  return html`<h2 class="govuk-heading-m">${nameOf(finding)}</h2><p class="dr-told__sentence">${finding.sentence}</p><p class="govuk-body">${gradeTag(finding.grade)}</p>${facts([
    ['About', finding.category], finding.compared !== '' && ['Compared with', finding.compared], finding.base !== '' && ['Of whom', finding.base], finding.method !== '' && ['How it was worked out', finding.method], finding.certainty !== '' && ['How sure we are', finding.certainty],
    finding.notMeaning !== '' && ['What it does not mean', finding.notMeaning], ['Definition', finding.definition], ['Source', finding.source],
  ])}`
}

/** What is withheld has no headline: it is called by what it is about. */
function nameOf({ headline, field, category, compared }: FrozenFinding): string {
  return headline === '' ? `${field === 'everybody' ? 'Everybody' : fieldName(field)}: ${category}${compared === '' ? '' : `, ${compared}`}` : headline
}

function proofOf({ audit, title, on, audience, notes }: Figures): Html {
  return html`<h2 class="govuk-heading-m">The proof</h2><p class="govuk-body">${audit.sentence}</p>${facts([
    ['Figures', `${title}, ${dayInWords(on)}`], ['For', audience === 'public' ? 'Everybody' : 'Those who answer for equality here: not for publication'], ['Rules', audit.policy], ['Checked on', dayInWords(audit.verifiedOn)],
    ['Withheld', `${things(audit.withheld)} of ${things(audit.figures)} figures`], ['Certificate', html`<code class="dr-code">${audit.certificate}</code>`],
  ])}<h2 class="govuk-heading-m">Notes</h2>${notesList({ notes })}`
}

function everything(figures: Figures, address: string): Html {
  const link = (id: string, words: string): Html => html`<li><a class="govuk-link" href="${address}?of=${encodeURIComponent(id)}">${words}</a></li>`
  return html`<h2 class="govuk-heading-m">Everything in these figures</h2>
    ${datasetKinds.map(({ kind, name }) => {
      const [tables, findings] = [figures.tables.filter((each) => each.kind === kind), figures.findings.filter((each) => each.kind === kind)]
      return tables.length + findings.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${name}: ${things(tables.length, 'table')}${findings.length > 0 && `, ${things(findings.length, 'comparison')}`}</span></summary><div class="govuk-details__text">
        <ul class="govuk-list">${tables.map((each) => link(each.id, each.title))}</ul>${findings.length > 0 && html`<ul class="govuk-list">${findings.map((each) => link(each.id, nameOf(each)))}</ul>`}</div></details>`
    })}`
}
