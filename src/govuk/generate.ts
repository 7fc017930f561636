/** Writes `options.ts` and `components.ts` from what the installed packages say about their own components. Run it by `npm run generate` after an upgrade. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mojOptions, notOffered, type Kind, type Level } from './moj-options.ts'
import { listComponents, packageFolder, packageVersion, type Package } from './templates.ts'
import { twins } from './twins.ts'

/** One option of one component, as `macro-options.json` tells it. */
export interface Option { readonly name: string; readonly type: string; readonly required: boolean; readonly isComponent?: boolean; readonly deprecated?: boolean; readonly params?: readonly Option[] }

export interface Generated { readonly options: string; readonly components: string }

export function generate(): Generated {
  const offered = (['govuk', 'moj'] as const).flatMap((name) => listComponents(name).filter((component) => !leftOut(name, component)).map((component) => ({ name, component })))
  const made = `/* Made by generate.ts from govuk-frontend ${packageVersion('govuk')} and @ministryofjustice/frontend ${packageVersion('moj')}: run \`npm run generate\`, do not edit. */\n`
  return {
    options: `${made}import type { Html } from '#html/html.ts'
import type { Attributes, List, Messages, OneOf, OneOrNone } from './option-words.ts'

${offered.map(({ name, component }) => `export type ${typeName(name, component)} = ${name === 'govuk' ? fromMacroOptions(component) : fromLevel(mojOptions[component] ?? {}, '')}\n`).join('\n')}`,
    components: `${made}import type * as options from './options.ts'
import { official } from './official.ts'
${twinImports()}
${offered.map(({ name, component }) => `export const ${functionName(name, component)} = ${twins.includes(`${name}/${component}`) ? `${functionName(name, component)}Twin` : `official<options.${typeName(name, component)}>('${name}', '${component}')`}\n`).join('')}`,
  }
}

/** The headers and GOV.UK's footer carry the crown or the Royal Arms, which are not a local body's to use. */
function leftOut(name: Package, component: string): boolean {
  return name === 'moj' ? notOffered.includes(component) : component === 'header' || component === 'footer'
}

function twinImports(): string {
  return twins.map((twin) => twin.split('/') as [Package, string]).map(([name, component]) => `import { ${functionName(name, component)} as ${functionName(name, component)}Twin } from './twins/${component}.ts'\n`).join('')
}

export function functionName(name: Package, component: string): string {
  return name + pascal(component)
}

function typeName(name: Package, component: string): string {
  return pascal(name) + pascal(component) + 'Options'
}

function pascal(words: string): string {
  return words.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/* GOV.UK: macro-options.json */

export function macroOptions(component: string): readonly Option[] {
  return JSON.parse(readFileSync(join(packageFolder('govuk'), 'components', component, 'macro-options.json'), 'utf8')) as Option[]
}

function fromMacroOptions(component: string): string {
  return objectOf(macroOptions(component), component, '')
}

/** What the JSON does not say, or says otherwise than its own templates and fixtures do. */
const corrections: Readonly<Record<string, string>> = {
  'table.rows': 'array of arrays',
  'checkboxes.values': 'readonly string[]',
  'date-input.day': "NonNullable<GovukDateInputOptions['items']>[number]",
  'date-input.month': "NonNullable<GovukDateInputOptions['items']>[number]",
  'date-input.year': "NonNullable<GovukDateInputOptions['items']>[number]",
  'date-input.values': 'Readonly<Record<string, string | undefined>>',
  'file-upload.wrapperAttributes': 'Attributes',
  'service-navigation.slots.start': 'Html',
  'service-navigation.slots.navigationStart': 'Html',
  'service-navigation.slots.navigationEnd': 'Html',
}
const notRequired = new Set(['service-navigation.navigation', 'date-input.items.name', 'radios.items.value', 'checkboxes.items.value', 'select.items.text', 'tabs.items.id', 'pagination.items.number', 'character-count.maxlength', 'task-list.items.status'])

function objectOf(options: readonly Option[], path: string, indent: string): string {
  const inner = `${indent}  `
  const told = new Map<string, Option>()
  for (const option of options) {
    // A Nunjucks caller has no counterpart in a function: the same words go in `html`. A string slot is the other spelling of an object one.
    if (option.type === 'nunjucks-block' || option.deprecated) continue
    const already = told.get(option.name)
    if (!already || option.params) told.set(option.name, option)
  }
  const divided = told.delete('divider')
  const pairs = [...told.keys()].filter((name) => /^(.*Text|text)$/.test(name) && told.has(markupName(name)))
  const alone = [...told.values()].filter(({ name }) => !pairs.includes(name) && !pairs.some((pair) => markupName(pair) === name))
  const lines = alone.map((option) => {
    const at = `${path}.${option.name}`
    const optional = !option.required || notRequired.has(at)
    return `${inner}readonly ${option.name}${optional ? '?' : ''}: ${kindOf(option, at, inner)}${optional && option.name === 'value' ? ' | null' : optional && mayBeFalse(option) ? ' | false | null' : ''}\n`
  })
  const object = lines.length > 0 ? `{\n${lines.join('')}${indent}}` : '{}'
  const either = pairs.map((pair) => `${told.get(pair)?.required && !neither.has(`${path}.${pair}`) ? 'OneOf' : 'OneOrNone'}<'${pair}', '${markupName(pair)}'>`)
  const whole = [...(lines.length > 0 || either.length === 0 ? [object] : []), ...either].join(' & ')
  return divided ? `${whole} | { readonly divider: string }` : whole
}

/** Text that may be left out for another reason than its markup being there. */
const neither = new Set(['pagination.previous.text', 'pagination.next.text', 'button.text', 'feedback.text', 'details.text', 'panel.text', 'notification-banner.text', 'cookie-banner.messages.text', 'generic-header.logoText'])

function markupName(text: string): string {
  return text === 'text' ? 'html' : text.replace(/Text$/, 'Html')
}

/** So that a page can say `hint: words && { text: words }`. */
function mayBeFalse(option: Option): boolean {
  return option.isComponent === true || option.type === 'object'
}

function kindOf(option: Option, at: string, indent: string): string {
  const correction = corrections[at]
  if (correction === 'array of arrays') return `List<List<${objectOf(option.params ?? [], at, indent)}>>`
  if (correction) return correction
  if (option.name === 'attributes') return 'Attributes'
  if (option.params) {
    const object = objectOf(option.params, at, indent)
    return option.type === 'array' ? `List<${object}>` : object
  }
  if (option.isComponent) return typeName('govuk', option.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  if (option.type === 'object' && option.name.endsWith('Text')) return 'Messages'
  if (option.type === 'string') return /^html$|Html$/.test(option.name) ? 'Html' : 'string'
  if (option.type === 'boolean') return 'boolean'
  if (option.type === 'integer') return 'number'
  throw new Error(`${at} is an ${option.type} with no description of what is in it. Add it to the corrections in generate.ts.`)
}

/* Ministry of Justice: moj-options.ts */

function fromLevel(level: Level, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(level).filter(([, kind]) => kind !== 'content').map(([name, kind]) => `${inner}readonly ${name}: ${fromKind(kind, inner)}${name.endsWith('?') && typeof kind === 'object' && !Array.isArray(kind) && !('oneOf' in kind) ? ' | false | null' : ''}\n`)
  const named = Object.entries(level).filter(([name, kind]) => kind === 'content' && name.replace('?', '') !== 'content').map(([name]) => `${inner}readonly ${name}: OneOf<'text', 'html'>\n`)
  const own = level['content'] === 'content' ? " & OneOf<'text', 'html'>" : level['content?'] === 'content' ? " & OneOrNone<'text', 'html'>" : ''
  const all = [...named, ...lines]
  return all.length > 0 ? `{\n${all.join('')}${indent}}${own}` : own.replace(' & ', '')
}

function fromKind(kind: Kind, indent: string): string {
  if (typeof kind === 'string') {
    if (kind === 'html') return 'Html'
    if (kind === 'attributes') return 'Attributes'
    if (kind === 'messages') return 'Messages'
    if (kind === 'integer') return 'number'
    const [name, component] = kind.split(':')
    return component ? typeName(name as Package, component) : kind
  }
  if (isList(kind)) return `List<${fromKind(kind[0], indent)}>`
  if (isOneOf(kind)) return kind.oneOf.map((word) => `'${word}'`).join(' | ')
  return fromLevel(kind, indent)
}

function isList(kind: Kind): kind is readonly [Level | Kind] {
  return Array.isArray(kind)
}

function isOneOf(kind: Kind): kind is { readonly oneOf: readonly string[] } {
  return typeof kind === 'object' && 'oneOf' in kind && Array.isArray(kind.oneOf)
}

if (import.meta.main) {
  const { options, components } = generate()
  writeFileSync(new URL('./options.ts', import.meta.url), options)
  writeFileSync(new URL('./components.ts', import.meta.url), components)
}
