import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Download } from './page.ts'
import type { Organisation } from './organisation.ts'

/**
 * Public pages, rendered once for each version of what an organisation has published and then served from memory:
 * a news story's readers cost the people who work here nothing.
 */
export interface PublishedPages {
  answer(request: FastifyRequest, reply: FastifyReply, organisation: Organisation, render: () => Promise<string | Download>): Promise<FastifyReply> | FastifyReply
  /** Something was published or withdrawn by this process: the next visitor sees it. */
  forget(organisation: string): void
}

interface Kept { readonly version: string; readonly type: string; readonly plain: Buffer; readonly packed: Buffer | null; readonly etag: string; readonly disposition: string | null }

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

  const send = (request: FastifyRequest, reply: FastifyReply, kept: Kept): FastifyReply => {
    reply.header('cache-control', 'public, max-age=30').header('etag', kept.etag).header('vary', 'accept-encoding')
    if (request.headers['if-none-match'] === kept.etag) return reply.code(304).send()
    if (kept.disposition !== null) reply.header('content-disposition', kept.disposition)
    reply.type(kept.type)
    return kept.packed !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? reply.header('content-encoding', 'gzip').send(kept.packed) : reply.send(kept.plain)
  }

  const freshen = async (request: FastifyRequest, reply: FastifyReply, organisation: Organisation, render: () => Promise<string | Download>, key: string): Promise<FastifyReply> => {
    const stale = pages.get(key)
    // With the database away, what was published is still shown: nothing about it has changed that this process knows of.
    const version = await ask(organisation.id).catch((error: unknown) => {
      if (stale) return stale.version
      throw error
    })
    if (stale && stale.version === version) return send(request, reply, stale)
    const made = await render().catch((error: unknown) => {
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
      const known = versions.get(organisation.id)
      const kept = pages.get(key)
      if (known && kept && kept.version === known.version && now() - known.askedAt < 2_000) return send(request, reply, kept)
      return freshen(request, reply, organisation, render, key)
    },
    forget(organisation) {
      versions.delete(organisation)
    },
  }
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
