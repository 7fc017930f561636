import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Download } from './page.ts'
import type { Organisation } from './organisation.ts'

/**
 * Public pages, rendered once for each version of what an organisation has published and then served from memory:
 * a news story's readers cost the people who work here nothing.
 */
export interface PublishedPages {
  answer(request: FastifyRequest, reply: FastifyReply, organisation: Organisation, render: () => Promise<string | Download>): Promise<FastifyReply> | FastifyReply
  /** The page at an address, where it is in memory and known to be the newest; null when it has to be asked for. */
  find(organisation: string, address: string): Kept | null
  /** Something was published or withdrawn by this process: the next visitor sees it. */
  forget(organisation: string): void
}

/** One version of a page as it is sent, plain and packed. */
export interface Kept { readonly version: string; readonly type: string; readonly plain: Buffer; readonly packed: Buffer | null; readonly etag: string; readonly disposition: string | null }

const mostPages = 5_000
const mostBytes = 64_000_000

/**
 * `versionOf` says which version of an organisation's publications is the newest; it is asked at most every two
 * seconds for each organisation, so that several processes agree within that time.
 */
export function publishedPages(versionOf: (organisation: string) => Promise<string>, now: () => number = Date.now): PublishedPages {
  const pages = new Map<string, Kept>()
  const versions = new Map<string, { version: string; askedAt: number }>()
  const asking = new Map<string, Promise<string>>()
  const making = new Map<string, Promise<string | Download>>()
  let bytes = 0

  const ask = (organisation: string): Promise<string> => {
    const underWay = asking.get(organisation)
    if (underWay) return underWay
    const asked = versionOf(organisation).then((version) => {
      versions.set(organisation, { version, askedAt: now() })
      return version
    }).finally(() => asking.delete(organisation))
    asking.set(organisation, asked)
    return asked
  }

  /** A page that many ask for in the moment after something was published is made for the first of them, and given to all. */
  const once = (what: string, render: () => Promise<string | Download>): Promise<string | Download> => {
    const underWay = making.get(what)
    if (underWay) return underWay
    const made = render().finally(() => making.delete(what))
    making.set(what, made)
    return made
  }

  const find = (organisation: string, key: string): Kept | null => {
    const known = versions.get(organisation)
    const kept = pages.get(key)
    return known && kept && kept.version === known.version && now() - known.askedAt < 2_000 ? kept : null
  }

  const send = (request: FastifyRequest, reply: FastifyReply, kept: Kept): FastifyReply => {
    const form = formFor(request, kept)
    reply.headers(headersOf(kept, form))
    if (form === 'same') return reply.code(304).send()
    return reply.send(form === 'packed' ? kept.packed : kept.plain)
  }

  const freshen = async (request: FastifyRequest, reply: FastifyReply, organisation: Organisation, render: () => Promise<string | Download>, key: string): Promise<FastifyReply> => {
    const stale = pages.get(key)
    // With the database away, what was published is still shown: nothing about it has changed that this process knows of.
    const version = await ask(organisation.id).catch((error: unknown) => {
      if (stale) return stale.version
      throw error
    })
    if (stale && stale.version === version) return send(request, reply, stale)
    const made = await once(`${version} ${key}`, render).catch((error: unknown) => {
      if (stale && isAway(error)) return null
      throw error
    })
    if (made === null) return send(request, reply, stale!)
    const kept = keep(made, version)
    if (request.url.length <= 300) {
      if (pages.size >= mostPages || bytes > mostBytes) {
        pages.clear()
        bytes = 0
      }
      pages.set(key, kept)
      bytes += kept.plain.length + (kept.packed?.length ?? 0)
    }
    return send(request, reply, kept)
  }

  return {
    answer(request, reply, organisation, render) {
      const key = `${organisation.id} ${request.url}`
      const kept = find(organisation.id, key)
      return kept ? send(request, reply, kept) : freshen(request, reply, organisation, render, key)
    },
    find: (organisation, address) => find(organisation, `${organisation} ${address}`),
    forget(organisation) {
      versions.delete(organisation)
    },
  }
}

/** What the visitor is sent: nothing when it has the page already, else the packed page where it can unpack. */
type Form = 'same' | 'packed' | 'plain'

function formFor({ headers }: Pick<IncomingMessage, 'headers'>, kept: Kept): Form {
  if (hasIt(headers['if-none-match'], kept.etag)) return 'same'
  return kept.packed !== null && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(headers['accept-encoding'] ?? '') ? 'packed' : 'plain'
}

/** A cache on the way may have several versions, and calls one weak (`W/`) that it has packed: it is the same page (RFC 9110, 13.1.2). */
function hasIt(asked: string | undefined, etag: string): boolean {
  if (asked === undefined || asked === etag) return asked !== undefined
  return asked.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag)
}

function headersOf(kept: Kept, form: Form): Record<string, string> {
  const always = { 'cache-control': 'public, max-age=0, s-maxage=30', etag: kept.etag, vary: 'accept-encoding' }
  if (form === 'same') return always
  return { ...always, 'content-type': kept.type, ...(kept.disposition === null ? {} : { 'content-disposition': kept.disposition }), ...(form === 'packed' ? { 'content-encoding': 'gzip' } : {}) }
}

/**
 * Answers what is in memory before the app looks at the request: it needs no cookie, no count of addresses and no body.
 * `fixed` are the headers of every answer of the app. Everything else, and everything that is in doubt, goes to the app.
 */
export function answerFromMemory(server: Server, pages: Pick<PublishedPages, 'find'>, settings: {
  readonly fixed: Readonly<Record<string, string>>
  /** A proxy may say which host was asked for: the app knows whether to believe it. */
  readonly behindProxy: boolean
  organisationOf(host: string): Pick<Organisation, 'id'> | null
}): void {
  const app = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
  const headers = new WeakMap<Kept, Record<Form, string[]>>()
  const flat = (kept: Kept, form: Form, body: Buffer | null): string[] => Object.entries({ ...settings.fixed, ...headersOf(kept, form), ...(body === null ? {} : { 'content-length': String(body.length) }) }).flat()

  const answered = (request: IncomingMessage, response: ServerResponse): boolean => {
    const host = request.headers.host
    if (request.method !== 'GET' || host === undefined || !/^[a-z0-9.-]+(?::\d+)?$/i.test(host) || (settings.behindProxy && request.headers['x-forwarded-host'] !== undefined)) return false
    const organisation = settings.organisationOf(host.split(':', 1)[0]!)
    const kept = organisation && pages.find(organisation.id, request.url ?? '')
    if (!kept) return false
    let made = headers.get(kept)
    if (!made) headers.set(kept, made = { same: flat(kept, 'same', null), plain: flat(kept, 'plain', kept.plain), packed: flat(kept, 'packed', kept.packed) })
    const form = formFor(request, kept)
    response.writeHead(form === 'same' ? 304 : 200, made[form])
    response.end(form === 'same' ? undefined : form === 'packed' ? kept.packed : kept.plain)
    return true
  }

  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => { if (!answered(request, response)) for (const answer of app) answer.call(server, request, response) })
}

const isAway = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && /^(ECONN|ENOENT|57P0|53300|08)/.test(String(error.code))

function keep(made: string | Download, version: string): Kept {
  const plain = Buffer.from(typeof made === 'string' ? made : made.bytes as Uint8Array)
  const type = typeof made === 'string' ? 'text/html; charset=utf-8' : made.type
  return {
    version, type, plain,
    packed: plain.length > 1_000 && /^(text\/|application\/(json|atom|xml|feed))/.test(type) ? gzipSync(plain, { level: 9 }) : null,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`,
    disposition: typeof made === 'string' || made.fileName === '' ? null : `attachment; filename="${made.fileName.replaceAll(/[^\w.-]+/g, '-')}"`,
  }
}
