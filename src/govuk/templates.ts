import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInThisContext } from 'node:vm'
import type { Environment, Template } from 'nunjucks'
import { quickMacros } from './quick-macros.ts'

/** Each package of official templates: where its templates lie, and the name that they know each other by. */
const packages = {
  govuk: { npm: 'govuk-frontend', folder: 'dist/govuk' },
  moj: { npm: '@ministryofjustice/frontend', folder: 'moj' },
} as const
export type Package = keyof typeof packages

const require = createRequire(import.meta.url)

export function packageFolder(name: Package): string {
  return join(dirname(require.resolve(`${packages[name].npm}/package.json`)), packages[name].folder)
}

export function packageVersion(name: Package): string {
  return (require(`${packages[name].npm}/package.json`) as { version: string }).version
}

/** The components of a package that have a template: some of the Ministry of Justice's are a stylesheet and a script only. */
export function listComponents(name: Package): readonly string[] {
  const folder = join(packageFolder(name), 'components')
  return readdirSync(folder).filter((component) => existsSync(join(folder, component, 'template.njk'))).sort()
}

/**
 * A component's own template, ready to render. All templates are compiled to JavaScript once and kept in the cache
 * folder, so a start costs the reading of one file; where the folder cannot be written they are compiled in memory.
 */
export function template(name: Package, component: string): Template {
  environment ??= prepareEnvironment()
  return environment.getTemplate(`${name}/components/${component}/template.njk`, true)
}

let environment: Environment | undefined

interface Source { readonly src: { readonly type: 'code'; readonly obj: unknown }; readonly path: string; readonly noCache: boolean }

function prepareEnvironment(): Environment {
  const nunjucks = require('nunjucks') as typeof import('nunjucks')
  const compiled = load()
  const loader = {
    getSource: (name: string): Source | null => {
      const path = name.replace(/\.njk$/, '')
      return path in compiled ? { src: { type: 'code', obj: compiled[path] }, path: name, noCache: false } : null
    },
    isRelative: (name: string) => name.startsWith('.'),
    resolve: (from: string, to: string) => posix.join(posix.dirname(from), to),
  }
  const made = new nunjucks.Environment(loader as never, { autoescape: true })
  made.addFilter('present', (items: unknown) => Array.isArray(items) ? items.filter(Boolean) : items)
  // Markup is not indented: spaces put before each line would also be put into the text of a textarea.
  made.addFilter('indent', (markup: unknown) => markup)
  made.addFilter('mojDate', mojDate)
  rememberTemplates(made)
  return made
}

interface Exported { [macro: string]: unknown }
type Given<Value> = (error: Error | null, value: Value) => void

/**
 * A component's template brings in its macros anew at every rendering. They are the same each time (they are brought in
 * without context), so what was found once is given again: that is most of the time of a small component. The few
 * macros that every component uses are given as JavaScript.
 */
function rememberTemplates(made: Environment): void {
  const found = new Map<string, Template>()
  const find = made.getTemplate.bind(made) as (name: string, eager: boolean, from: string, ignore: boolean, given: Given<Template>) => Template
  made.getTemplate = ((name: string, eager: boolean, from: string, ignore: boolean, given?: Given<Template>) => {
    if (!given) return find(name, eager, from, ignore, undefined as unknown as Given<Template>)
    const key = `${from} ${name}`
    const known = found.get(key)
    if (known) return given(null, known)
    return find(name, eager, from, ignore, (error, template) => {
      if (template) found.set(key, rememberExports(template))
      given(error, template)
    })
  }) as typeof made.getTemplate
}

function rememberExports(template: Template): Template {
  const exporting = template as unknown as { getExported(...args: [Given<Exported>] | [object, object, Given<Exported>]): unknown }
  const find = exporting.getExported.bind(template)
  let known: Exported | undefined
  exporting.getExported = (...args) => {
    if (args.length !== 1) return find(...args)
    if (known) return args[0](null, known)
    return find((error, exported) => {
      if (!error) {
        for (const [name, macro] of Object.entries(quickMacros)) if (name in exported) exported[name] = macro
        known = exported
      }
      args[0](error, exported)
    })
  }
  return template
}

const cacheFolder = fileURLToPath(new URL('../../.cache/', import.meta.url))

function load(): Record<string, unknown> {
  const versions = [packageVersion('govuk'), packageVersion('moj'), (require('nunjucks/package.json') as { version: string }).version, readFileSync(fileURLToPath(import.meta.url), 'utf8')]
  const file = join(cacheFolder, `templates-${createHash('sha256').update(versions.join('\n')).digest('hex').slice(0, 16)}.js`)
  let code: string
  try {
    code = readFileSync(file, 'utf8')
  } catch {
    code = compile()
    keep(file, code)
  }
  return runInThisContext(code, { filename: file }) as Record<string, unknown>
}

/** Written beside and moved into place, so that two starts at once never read half a file. */
function keep(file: string, text: string): void {
  try {
    mkdirSync(cacheFolder, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, text)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // A read-only installation is allowed: the next start compiles again.
  }
}

/* Compiling. Nunjucks's own parser and compiler, with two changes between them; its types do not cover these parts. */

interface Node { readonly typename: string; [part: string]: unknown }
interface Parts {
  readonly nodes: Record<'TemplateData' | 'For' | 'Symbol' | 'Filter' | 'NodeList', new (line: number, column: number, ...parts: unknown[]) => Node>
  readonly parser: { parse(source: string, extensions: unknown[], options: object): Node }
  readonly transformer: { transform(tree: Node, asyncFilters: unknown[]): Node }
  readonly compiler: { Compiler: new () => { init?(name: string, strict: boolean): void; compile(tree: Node): void; getCode(): string } }
}

function compile(): string {
  const parts = {
    nodes: require('nunjucks/src/nodes'), parser: require('nunjucks/src/parser'), transformer: require('nunjucks/src/transformer'), compiler: require('nunjucks/src/compiler'),
  } as Parts
  const compiled: string[] = []
  for (const name of Object.keys(packages) as Package[]) {
    const folder = packageFolder(name)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /^(components|macros)\/.*\.njk$/.test(file))
    for (const file of files) {
      const tree = parts.parser.parse(readFileSync(join(folder, file), 'utf8'), [], { autoescape: true, trimBlocks: true, lstripBlocks: true })
      tidy(tree, parts, skipsBlanksItself.has(dirname(file).replace('components/', '')))
      const path = `${name}/${file}`
      const compiler = new parts.compiler.Compiler(...([path, false] as unknown as []))
      compiler.compile(parts.transformer.transform(tree, []))
      compiled.push(`${JSON.stringify(path.replace(/\.njk$/, ''))}: (() => {\n${compiler.getCode()}\n})()`)
    }
  }
  return `({\n${compiled.join(',\n')}\n})\n`
}

/** These count their items as they stand, gaps included, to number them; the others would show a gap as an empty item. */
const skipsBlanksItself = new Set(['accordion', 'checkboxes', 'date-input', 'radios', 'select', 'tabs', 'task-list', 'service-navigation'])

/** Takes the blank lines and indentation out of the markup, and lets a list hold `condition && item`. */
function tidy(node: unknown, parts: Parts, leaveLists: boolean): void {
  if (Array.isArray(node)) {
    for (const each of node) tidy(each, parts, leaveLists)
    return
  }
  if (node === null || typeof node !== 'object' || !('typename' in node)) return
  const { TemplateData, For, Symbol: Name, Filter, NodeList } = parts.nodes
  if (node instanceof TemplateData) node.value = String(node.value).replace(/[ \t]*\n\s*|^[ \t]{2,}(?=<)/g, '\n')
  if (node instanceof For && node.name instanceof Name && !leaveLists) {
    node.arr = new Filter(0, 0, new Name(0, 0, 'present'), new NodeList(0, 0, [node.arr]))
  }
  // The body of `{% set name %}…{% endset %}` is not among the fields that the parser's own nodes name.
  for (const field of new Set([...(node as unknown as { fields: readonly string[] }).fields, 'body'])) tidy((node as Node)[field], parts, leaveLists)
}

/** The date filter of the Ministry of Justice's templates, on the clock of the United Kingdom wherever the server stands. */
function mojDate(timestamp: string, type: 'datetime' | 'shortdatetime' | 'date' | 'shortdate' | 'time'): string {
  const at = /T.*(Z|[+-]\d\d:?\d\d)$/.test(timestamp) ? Temporal.Instant.from(timestamp).toZonedDateTimeISO('Europe/London').toPlainDateTime() : Temporal.PlainDateTime.from(timestamp)
  const month = months[at.month - 1]!
  const date = `${at.day} ${type.startsWith('short') ? month.slice(0, month === 'September' ? 4 : 3) : month} ${at.year}`
  const hour = String(at.hour % 12 || 12)
  const time = `${at.minute > 0 ? `${hour}:${String(at.minute).padStart(2, '0')}` : hour}${at.hour < 12 ? 'am' : 'pm'}`
  return type === 'time' ? time : type.endsWith('datetime') ? `${date} at ${time}` : date
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
