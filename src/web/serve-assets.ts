import type { FastifyInstance } from 'fastify'
import type { Assets } from './assets.ts'
import { NotFound } from './refusals.ts'

/** Stylesheets and scripts under names that carry the hash of their content, so a browser keeps them for a year. */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  app.get('/assets/*', { config: { rateLimit: false } }, (request, reply) => {
    const file = assets.find(request.url.split('?')[0]!)
    if (!file) throw new NotFound('no such asset')
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding').header('etag', file.etag).type(file.type)
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
    const accepted = request.headers['accept-encoding'] ?? ''
    if (file.br.length > 0 && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br)
    if (file.gzip.length > 0 && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip)
    return reply.send(file.bytes)
  })
  app.get('/favicon.ico', { config: { rateLimit: false } }, (_request, reply) => reply.redirect(assets.icon, 302))
}
