import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { bodyStylesheet, isColour, type BodyColours } from './body-colours.ts'

/** A file that a browser may keep for ever: its name changes when it does. `br` and `gzip` are the same bytes, made small ahead of time. */
export interface Asset { readonly type: string; readonly bytes: Uint8Array; readonly br: Uint8Array; readonly gzip: Uint8Array; readonly etag: string }

export interface Assets {
  /** Where the stylesheet is: `/assets/due-regard-….css`. */
  readonly css: string
  /** Where the scripts are, in the order to name them: each is a module. */
  readonly scripts: readonly string[]
  readonly icon: string
  /** All files but the bodies' own stylesheets, by address. */
  readonly files: ReadonlyMap<string, Asset>
  /** Where the stylesheet with a body's own colours is. */
  bodyCss(body: { readonly colours: BodyColours }): string
  /** The file at an address under `/assets/`, the bodies' own stylesheets included. */
  find(address: string): Asset | undefined
}

/**
 * Makes the stylesheet, gathers the scripts and images, and compresses them. Kept in the cache folder under the hash of
 * everything that went in, so only the first start after a change waits for it: about three seconds, and else some milliseconds.
 */
export async function prepareAssets(cacheFolder: string): Promise<Assets> {
  const sources = await gatherSources()
  const key = hashOf([sources.maker, ...sources.versions, ...sources.styles.values(), ...sources.scripts.values(), ...sources.images.values()].join('\n'))
  const file = join(cacheFolder, `assets-${key}.json`)
  const kept = await readFile(file, 'utf8').then((text) => JSON.parse(text) as Kept, () => null)
  const made = kept ?? await make(sources)
  if (!kept) await keep(cacheFolder, file, made)

  const files = new Map<string, Asset>()
  for (const [address, each] of Object.entries(made.files)) {
    files.set(address, { type: each.type, bytes: Buffer.from(each.text), br: Buffer.from(each.br, 'base64'), gzip: Buffer.from(each.gzip, 'base64'), etag: `"${hashOf(each.text)}"` })
  }
  const bodies = new Map<string, string>()
  return {
    css: made.css, scripts: made.scripts, icon: made.icon, files,
    bodyCss: ({ colours }) => {
      const both = colours.header + colours.accent
      let address = bodies.get(both)
      if (address === undefined) bodies.set(both, address = bodyAddress(colours))
      return address
    },
    find: (address) => files.get(address) ?? bodyAsset(address),
  }
}

/* A body's own stylesheet is made from its own address, so any process can answer for it. */

function bodyAddress(colours: BodyColours): string {
  return `/assets/body-${colours.header.slice(1).toLowerCase()}-${colours.accent.slice(1).toLowerCase()}-${hashOf(bodyStylesheet(colours)).slice(0, 8)}.css`
}

function bodyAsset(address: string): Asset | undefined {
  const [, header, accent] = /^\/assets\/body-([0-9a-f]{6})-([0-9a-f]{6})-[0-9a-f]{8}\.css$/.exec(address) ?? []
  if (header === undefined || accent === undefined) return undefined
  const colours = { header: `#${header}`, accent: `#${accent}` }
  if (!isColour(colours.header) || !isColour(colours.accent) || bodyAddress(colours) !== address) return undefined
  const bytes = Buffer.from(bodyStylesheet(colours))
  // Too small for compressing to be worth it: the three are the same, and `br` of zero length is never sent.
  return { type: types.css, bytes, br: new Uint8Array(), gzip: new Uint8Array(), etag: `"${hashOf(bytes)}"` }
}

/* Making. */

interface Sources {
  readonly maker: string
  readonly versions: readonly string[]
  readonly styles: ReadonlyMap<string, string>
  readonly scripts: ReadonlyMap<string, string>
  readonly images: ReadonlyMap<string, string>
}

interface Kept {
  readonly css: string
  readonly scripts: readonly string[]
  readonly icon: string
  readonly files: Readonly<Record<string, { readonly type: string; readonly text: string; readonly br: string; readonly gzip: string }>>
}

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' } as const

const require = createRequire(import.meta.url)
const project = fileURLToPath(new URL('../../', import.meta.url))
const govuk = join(require.resolve('govuk-frontend/package.json'), '../dist/govuk')
const moj = join(require.resolve('@ministryofjustice/frontend/package.json'), '../moj')

async function gatherSources(): Promise<Sources> {
  const read = async (folder: URL, ending: string): Promise<Map<string, string>> => {
    const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort()
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const)))
  }
  const lock = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  const version = (npm: string): string => `${npm} ${lock.dependencies[npm] ?? ''}`
  return {
    maker: await readFile(fileURLToPath(import.meta.url), 'utf8'),
    versions: [version('govuk-frontend'), version('@ministryofjustice/frontend'), version('sass')],
    styles: await read(new URL('./styles/', import.meta.url), '.scss'),
    scripts: await read(new URL('./scripts/', import.meta.url), '.js'),
    images: await read(new URL('./styles/', import.meta.url), '.svg'),
  }
}

async function make(sources: Sources): Promise<Kept> {
  const files: Record<string, Kept['files'][string]> = {}
  const add = async (name: string, ending: keyof typeof types, text: string): Promise<string> => {
    const address = `/assets/${name}-${hashOf(text).slice(0, 12)}.${ending}`
    const bytes = Buffer.from(text)
    const [br, small] = await Promise.all([brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }), gzipped(bytes, { level: 9 })])
    files[address] = { type: types[ending], text, br: br.toString('base64'), gzip: small.toString('base64') }
    return address
  }

  const icon = await add('icon', 'svg', sources.images.get('icon.svg') ?? '')
  const css = await add('due-regard', 'css', await withImages(await compileStyles(), add))

  const library = async (file: string): Promise<string> => (await readFile(file, 'utf8')).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
  const addresses: Record<string, string> = {
    'govuk-frontend': await add('govuk-frontend', 'js', await library(join(govuk, 'govuk-frontend.min.js'))),
    '@ministryofjustice/frontend': await add('moj-frontend', 'js', await library(join(moj, 'moj-frontend.min.js'))),
  }
  const scripts = Object.values(addresses)
  for (const [name, text] of sources.scripts) {
    const linked = text.replace(/(from ')([^'.]+)(')/g, (_, before: string, npm: string, after: string) => before + (addresses[npm] ?? npm) + after)
    scripts.push(await add(name.replace(/\.js$/, ''), 'js', linked))
  }
  return { css, scripts, icon, files }
}

/** Sass takes a third of a second to load and one to run, so it is asked for only here. */
async function compileStyles(): Promise<string> {
  const sass = require('sass') as typeof import('sass')
  const { css } = await sass.compileAsync(join(project, 'src/web/styles/main.scss'), { style: 'compressed', loadPaths: [project, join(govuk, '../../../..')], quietDeps: true, logger: sass.Logger.silent })
  return css
}

/** The images that the official stylesheets ask for, under names that carry their hash. */
async function withImages(css: string, add: (name: string, ending: 'svg', text: string) => Promise<string>): Promise<string> {
  let linked = css
  for (const [whole, name] of css.matchAll(/url\("?\/assets\/images\/([\w-]+)\.svg"?\)/g)) {
    linked = linked.replaceAll(whole, `url(${await add(name!, 'svg', await readFile(join(moj, 'assets/images', `${name}.svg`), 'utf8'))})`)
  }
  return linked
}

/** Moved into place when whole, so that two starts at once never read half a file. A folder that cannot be written only costs time. */
async function keep(folder: string, file: string, made: Kept): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(`${file}.${process.pid}`, JSON.stringify(made))
    await rename(`${file}.${process.pid}`, file)
  } catch {
    // A read-only installation makes its assets at every start.
  }
}

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
