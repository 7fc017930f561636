/** The structure as a drawing and as a list, from the live records or from what was published. */
import { capital } from '#duty/capital.ts'
import { structureChart, type StructureBox, type StructureBranch } from '#charts/index.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { flowWords, type FlowKind } from '../body.ts'
import { typeOf, type Standing } from '../body-types.ts'
import { asTree, structureOf, type Box, type Branch, type DrawnBody, type DrawnFlow, type Line, type Structure } from '../structure.ts'

const tones: Record<Standing, StructureBox['tone']> = { decides: 'first', leads: 'second', works: 'third', outside: 'fourth' }
const ways: Record<FlowKind, 'up' | 'across' | 'down'> = { 'reports': 'up', 'advises': 'across', 'scrutinises': 'across', 'challenges': 'across', 'delegates': 'down', 'feeds back': 'down' }

export interface Drawn { readonly picture: Html; readonly list: Html; readonly structure: Structure }

export function drawStructure(bodies: readonly DrawnBody[], flows: readonly DrawnFlow[], hrefOf: (body: string) => string): Drawn {
  const structure = structureOf(bodies, flows)
  const boxOf = new Map(structure.boxes.map((box): [Box, StructureBox] => {
    const type = typeOf(box.type)
    return [box, { id: box.id, name: box.name, under: box.bodies.length > 1 || type.name === box.name ? shortOf(type.standing) : type.name, tone: tones[type.standing], many: box.bodies.length > 1 }]
  }))
  const tree = asTree(structure)
  const branch = (each: Branch): StructureBranch => ({ box: boxOf.get(each.box)!, below: each.below.map(branch) })
  return {
    structure,
    picture: structureChart({
      id: 'structure', title: 'Who answers to whom', boxes: [...boxOf.values()], tree: tree.map(branch),
      lines: structure.lines.map((line) => ({ number: String(line.number), from: line.from.id, to: line.to.id, way: ways[line.kind] })),
    }),
    list: html`<ul class="dr-answers">${tree.map((each) => listed(each, hrefOf))}</ul>`,
  }
}

const shortOf = (standing: Standing): string => ({ decides: 'Decides', leads: 'Leads the work', works: 'Does the work', outside: 'From outside' })[standing]

function listed({ box, lines, below }: Branch, hrefOf: (body: string) => string): Html {
  return html`<li><div class="dr-answers__body"><p class="dr-answers__name">${box.bodies.length === 1 ? html`<a class="govuk-link" href="${hrefOf(box.id)}">${box.name}</a>` : box.name}</p>
    ${box.bodies.length > 1 && html`<p class="dr-answers__flow">${box.bodies.map((body, at) => html`${at > 0 && ' · '}<a class="govuk-link" href="${hrefOf(body.id)}">${body.name}</a>`)}</p>`}
    ${lines.map((line) => lineInWords(line))}</div>
    ${below.length > 0 && html`<ul class="dr-answers__below">${below.map((each) => listed(each, hrefOf))}</ul>`}</li>`
}

function lineInWords(line: Line): Html {
  const many = line.from.bodies.length > 1
  return html`${line.flows.map((flow, at) => html`<p class="dr-answers__flow">${at === 0 ? html`<span class="dr-answers__number"><span class="govuk-visually-hidden">Line </span>${String(line.number)}</span>` : html`<span class="dr-answers__number" aria-hidden="true">${String(line.number)}</span>`}
    ${many ? pluralOf(line.kind) : capital(flowWords[line.kind])} ${line.to.name}: ${flow.what}${flow.often !== '' && html` (${flow.often})`}. <span class="dr-dated">${lastWords(flow.last)}</span></p>`)}`
}

export const lastWords = (last: DrawnFlow['last']): string => last === null ? 'Not recorded yet.' : `Last on ${dayInWords(last.on)}.`
const pluralOf = (kind: FlowKind): string => ({ 'reports': 'Report to', 'advises': 'Advise', 'scrutinises': 'Scrutinise', 'challenges': 'Challenge', 'delegates': 'Delegate to', 'feeds back': 'Feed back to' })[kind]
