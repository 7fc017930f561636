import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import { rooms, sections } from '#rooms.ts'
import { navigationFor } from '#web/navigation.ts'
import type { Assets } from '#web/assets.ts'
import { readBodies, type BodyLimits } from '#web/body.ts'
import { mount, type Doors } from '#web/mount.ts'
import type { Person } from '#web/person.ts'
import { explainProblems } from '#web/problems.ts'
import { answerFromMemory } from '#web/published-pages.ts'
import { TooMany } from '#web/refusals.ts'
import { serveAssets } from '#web/serve-assets.ts'

export interface AppSettings {
  readonly limits: BodyLimits & { readonly requestsPerMinute: number }
  readonly https: boolean
  /** Addresses of proxies whose word about the visitor's address and scheme is taken. */
  readonly trustedProxy: string[] | ((address: string, hop: number) => boolean) | false
  /** Other sites that a sign-in form may lead to: identity providers. */
  readonly formTargets: readonly string[]
  readonly log: boolean | { readonly level: string; readonly stream?: { write(line: string): void } }
}

/** The app with every room in it, not yet listening. */
export async function createApp(doors: Doors, assets: Assets, settings: AppSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: settings.log === false ? false : { level: settings.log === true ? 'info' : settings.log.level, ...(typeof settings.log === 'object' && settings.log.stream ? { stream: settings.log.stream } : {}), serializers: { req: (request) => ({ method: request.method, page: request.routeOptions.url ?? 'none' }), res: (reply) => ({ statusCode: reply.statusCode }) } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(6).toString('hex'),
    trustProxy: settings.trustedProxy,
    bodyLimit: settings.limits.formBytes,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    connectionTimeout: 70_000,
    keepAliveTimeout: 20_000,
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error',
  })
  app.server.maxHeadersCount = 100
  app.server.headersTimeout = 15_000

  const fixed = await fixedHeaders(settings)
  app.addHook('onRequest', (_request, reply, done) => { reply.headers(fixed); done() })
  answerFromMemory(app.server, doors.published, { fixed, behindProxy: settings.trustedProxy !== false, organisationOf: doors.organisationOf })
  await app.register(cookie)
  await app.register(multipart)
  await app.register(rateLimit, {
    global: true, max: settings.limits.requestsPerMinute, timeWindow: 60_000,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, context) => new TooMany(Math.ceil(context.ttl / 1000)),
  })

  // The log names the page by its pattern and never by its address, which may be a link from somebody's letter.
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isFromOurselves(request)) {
      request.log.warn({ refId: request.id, page: request.routeOptions.url ?? 'none' }, 'a form from another site was refused')
      return reply.code(403).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`This form did not come from this site, so nothing was done. Reference: ${request.id}`)
    }
  })
  readBodies(app, settings.limits)
  explainProblems(app, (request, person) => chromeOfProblem(request, doors, person))
  serveAssets(app, assets)
  mount(app, rooms, sections, doors)
  app.get('/health', { config: { rateLimit: false } }, async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  return app
}

/** The headers that every answer has. They are the same each time, so helmet is asked for them once and not for each answer. */
async function fixedHeaders(settings: Pick<AppSettings, 'https' | 'formTargets'>): Promise<Record<string, string>> {
  const asked = Fastify()
  await asked.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'"], fontSrc: ["'self'"], connectSrc: ["'self'"], manifestSrc: ["'self'"],
        formAction: ["'self'", ...settings.formTargets], frameAncestors: ["'none'"], baseUri: ["'none'"], objectSrc: ["'none'"],
        ...(settings.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: settings.https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  asked.get('/', async () => '')
  const { headers } = await asked.inject('/')
  await asked.close()
  const ofThisAnswer = new Set(['content-type', 'content-length', 'date', 'connection'])
  return { ...Object.fromEntries(Object.entries(headers).filter(([name]) => !ofThisAnswer.has(name)).map(([name, value]) => [name, String(value)])), 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' }
}

const pathOnly = (url: string): string => url.split('?')[0]!

/** Every change must come from a page of this site: the browser says so itself, and no other site can make it lie. */
function isFromOurselves(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = request.headers.origin
  if (origin === undefined || origin === 'null') return false
  try {
    return new URL(origin).host === request.headers.host
  } catch {
    return false
  }
}

/** A problem page has the body's own header where the address tells whose it is; who is signed in is not asked again. */
function chromeOfProblem(request: FastifyRequest, doors: Doors, person: Person | null) {
  const organisation = doors.organisationOf(request.hostname)
  return organisation && {
    ...doors.chrome, organisation, person, path: pathOnly(request.url), navigation: navigationFor(rooms, sections, person, { path: pathOnly(request.url), room: null }),
    problems: [], said: null, changedMeanwhile: [], draftKeptAt: null,
  }
}
