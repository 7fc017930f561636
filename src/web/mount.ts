import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Reading } from '#database/database.ts'
import { lastNumber, type By, type Entry } from '#database/ledger.ts'
import { html } from '#html/html.ts'
import type { Deployment } from './deployment.ts'
import { countKeptAnswers, dropDraft, findDraft, keepAnswer, keepDraft, takeKeptAnswer } from './draft-store.ts'
import { firstBoxes, one, read, several, type Body, type Fields, type Problems, type Uploads } from './fields.ts'
import type { Files } from './files.ts'
import { layout, type Chrome } from './layout.ts'
import type { Organisation } from './organisation.ts'
import { navigationFor, type Sections } from './navigation.ts'
import { gatherOffers } from './offers.ts'
import type { Answers, AnyPage, Before, Done, House, OpenDone, Outside, Refused, Room, View } from './page.ts'
import type { Person } from './person.ts'
import type { PublishedPages } from './published-pages.ts'
import { Query } from './query.ts'
import { remembered } from './remembered.ts'
import { Forbidden, NotFound, NotSignedIn, TooMany } from './refusals.ts'

/** What the house is joined to the world by. */
export interface Doors {
  reading<Answer>(organisation: string, work: (db: Reading) => Promise<Answer>): Promise<Answer>
  changing<Answer>(organisation: string, work: (db: Database) => Promise<Answer>): Promise<Answer>
  /** A change that makes no entry in the ledger: a draft, a session's last use. */
  aside<Answer>(organisation: string, work: (db: Database) => Promise<Answer>): Promise<Answer>
  append(db: Database, by: By, entry: Entry): Promise<void>
  /** The body that answers to this host name; null when none does. */
  organisationOf(host: string): Organisation | null
  /** The person whose session this is, or null when it has ended. */
  whoIs(db: Reading, organisation: string, sessionToken: string, now: Temporal.Instant): Promise<Person | null>
  /** Called now and then for a session in use, in its own transaction, so that idle sessions can end. */
  keepAwake(db: Database, organisation: string, sessionToken: string, now: Temporal.Instant): Promise<void>
  endSession(db: Database, organisation: string, sessionToken: string): Promise<void>
  filesOf(organisation: string, room: string): Files
  published: PublishedPages
  now(): Temporal.Instant
  readonly deployment: Deployment
  /** `https://equality.example.gov.uk`: what mails link to. Cookies are `Secure` when it is https. */
  originOf(request: FastifyRequest): string
  /** Signs what a browser only carries for us. */
  readonly cookieKey: Uint8Array
  readonly chrome: Pick<Chrome, 'assets'>
}

/** Dates are those of London: the whole of the duty's calendar is. */
export const londonDay = (now: Temporal.Instant): Temporal.PlainDate => now.toZonedDateTimeISO('Europe/London').toPlainDate()

/** Puts declared pages behind their paths. This is the only code that knows both Fastify and our pages. */
export function mount(app: FastifyInstance, rooms: readonly Room[], sections: Sections, doors: Doors): void {
  const awake = new Map<string, number>()
  const memory = remembered()
  const offers = gatherOffers(rooms)
  const roomOf = new Map(rooms.flatMap((room) => room.pages.map((page) => [page.path.pattern as string, room.name])))

  const organisationOf = (request: FastifyRequest): Organisation => {
    const organisation = doors.organisationOf(request.hostname)
    if (!organisation) throw new NotFound(`no organisation answers to ${request.hostname}`)
    return organisation
  }

  const around = (request: FastifyRequest, organisation: Organisation): Omit<Outside, 'db' | 'remember' | 'rememberFrozen'> => {
    const now = doors.now()
    const [path, search] = splitAddress(request.url)
    return {
      organisation, now, today: londonDay(now), query: new Query(search), files: doors.filesOf(organisation.id, roomOf.get(request.routeOptions.url ?? '') ?? 'No room'), origin: doors.originOf(request), deployment: doors.deployment, offers,
      request: { id: request.id, address: request.ip, path, search, browser: (request.headers['user-agent'] ?? '').slice(0, 300) },
      carried: (name) => cookieOf(request, name),
    }
  }
  const outside = (request: FastifyRequest, organisation: Organisation, db: Reading, looking = false): Outside => {
    // A change under way sees what nobody else does yet, so it works everything out for itself.
    const version = looking ? lastNumber(db, organisation.id) : null
    version?.catch(() => {})
    return {
      ...around(request, organisation), db, remember: async (what, make) => version === null ? make() : memory.find(organisation.id, what, await version, make),
      rememberFrozen: (what, seal, make) => memory.find(organisation.id, `frozen ${what}`, seal, make),
    }
  }
  const before = (request: FastifyRequest, organisation: Organisation): Before => ({ ...around(request, organisation), look: (work) => doors.reading(organisation.id, work), whoIs: () => doors.reading(organisation.id, (db) => whoIs(request, organisation, db)) })

  const whoIs = async (request: FastifyRequest, organisation: Organisation, db: Reading): Promise<Person | null> => {
    const token = sessionToken(request)
    return token === null ? null : doors.whoIs(db, organisation.id, token, doors.now())
  }

  /** Idle sessions end by the time of their last use, which is written at most once a minute and never inside a page's own transaction. */
  const stayAwake = (request: FastifyRequest, organisation: Organisation): void => {
    const token = sessionToken(request)
    if (token === null) return
    const last = awake.get(token) ?? 0
    const now = doors.now()
    if (now.epochMilliseconds - last < 60_000) return
    if (awake.size > 50_000) awake.clear()
    awake.set(token, now.epochMilliseconds)
    doors.aside(organisation.id, (db) => doors.keepAwake(db, organisation.id, token, now)).catch((error: unknown) => request.log.warn({ err: error }, 'a session could not be kept awake'))
  }

  const chromeFor = (request: FastifyRequest, organisation: Organisation, person: Person | null, more: Partial<Chrome> = {}): Chrome => ({
    ...doors.chrome, organisation, person, path: splitAddress(request.url)[0], said: takeSaid(request, doors.cookieKey), problems: [], changedMeanwhile: [], draftKeptAt: null,
    navigation: navigationFor(rooms, sections, person, { path: splitAddress(request.url)[0], room: roomOf.get(request.routeOptions.url ?? '') ?? null }),
    ...more,
  })

  const show = (request: FastifyRequest, reply: FastifyReply, view: View, chrome: Chrome): FastifyReply => {
    if (chrome.said !== null) clearCookie(request, reply, 'said')
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(Buffer.from(layout(view, chrome).toString()))
  }

  const by = (organisation: Organisation, person: Person | null, request: FastifyRequest): By => ({ organisation: organisation.id, person: person?.id ?? null, request: request.id, now: doors.now() })

  const appendAll = async (db: Database, who: By, entries: Entry | readonly Entry[]): Promise<void> => {
    for (const entry of Array.isArray(entries) ? entries as readonly Entry[] : [entries as Entry]) await doors.append(db, who, entry)
  }

  for (const page of rooms.flatMap((room) => room.pages)) {
    const url = page.path.pattern

    if (page.kind === 'public') {
      app.get(url, (request, reply) => doors.published.answer(request, reply, organisationOf(request), async () => {
        const organisation = organisationOf(request)
        return doors.reading(organisation.id, async (db) => {
          const house = outside(request, organisation, db, true)
          const shown = page.show(await page.load(partsOf(request) as never, house), house)
          return 'bytes' in shown ? shown : layout(shown, { ...chromeFor(request, organisation, null), said: null }).toString()
        })
      }))
      continue
    }

    if (page.kind === 'page' || page.kind === 'download') {
      app.get(url, async (request, reply) => {
        const organisation = organisationOf(request)
        const { person, shown, entry } = await doors.reading(organisation.id, async (db) => {
          const { house, loaded, person } = await enter(request, organisation, db, page, true)
          const entry = page.reads?.(loaded, house)
          return { person, entry, shown: page.kind === 'page' ? page.view(loaded, house) : await page.send(loaded, house) }
        })
        if (entry) await doors.changing(organisation.id, (db) => doors.append(db, by(organisation, person, request), entry))
        stayAwake(request, organisation)
        if (!('bytes' in shown)) return show(request, reply, shown, chromeFor(request, organisation, person))
        return reply.header('cache-control', 'no-store').header('content-disposition', attachment(shown.fileName)).type(shown.type).send(Buffer.from(shown.bytes as Uint8Array))
      })
      continue
    }

    if (page.kind === 'feed') {
      app.get(url, async (request, reply) => {
        const organisation = organisationOf(request)
        const sent = await doors.reading(organisation.id, async (db) => {
          const house = outside(request, organisation, db)
          return page.send(await page.load(partsOf(request) as never, house), house)
        })
        return reply.header('cache-control', 'no-store').header('content-disposition', attachment(sent.fileName)).type(sent.type).send(Buffer.from(sent.bytes as Uint8Array))
      })
      continue
    }

    if (page.kind === 'form') {
      app.get(url, async (request, reply) => {
        const organisation = organisationOf(request)
        const { view, person, entry, keptAt } = await doors.reading(organisation.id, async (db) => {
          const { house, loaded, person } = await enter(request, organisation, db, page, true)
          const draft = page.draft ? await findDraft(db, organisation.id, person.id, house.request.path) : null
          const body = { ...page.starting?.(loaded, house), ...draft?.answers }
          const view = page.view(loaded, answers(house.request, body, {}, {}, page.version?.(loaded), draft ? draft.keptAt : null, page.draft === true, draft?.answers), house)
          return { view, person, entry: page.reads?.(loaded, house), keptAt: draft?.keptAt ?? null }
        })
        if (entry) await doors.changing(organisation.id, (db) => doors.append(db, by(organisation, person, request), entry))
        stayAwake(request, organisation)
        return show(request, reply, view, chromeFor(request, organisation, person, { draftKeptAt: keptAt }))
      })

      app.post(url, async (request, reply) => {
        const organisation = organisationOf(request)
        const { body, uploads } = sent(request)
        const aside = page.draft === true && ('_draft' in body || '_discard' in body)
        const prior: unknown = page.before === undefined || aside ? undefined : await beforeChanging(page, request, organisation, body, uploads)
        const answer = await (aside ? doors.aside : doors.changing)(organisation.id, keepOnly(async (db) => {
          const { house, loaded, person } = await enter(request, organisation, db, page)
          const path = house.request.path
          if (page.draft && '_discard' in body) {
            await dropDraft(db, organisation.id, person.id, path)
            return { goTo: request.url, person }
          }
          if (page.draft && '_draft' in body) {
            await keepDraft(db, organisation.id, person.id, path, withoutControls(body), house.now)
            return { kept: house.now, person }
          }
          const version = page.version?.(loaded)
          const starting = page.starting?.(loaded, house) ?? {}
          if (version !== undefined && body['_version'] !== undefined && one(body, '_version') !== version) {
            const meanwhile = differences(fieldsOf(page, loaded, house), starting, body)
            return { person, seen: page.reads?.(loaded, house), refused: page.view(loaded, answers(house.request, body, {}, {}, version, null, page.draft === true), house), problems: {}, parts: {}, meanwhile, status: 409, rollBack: true as const }
          }
          const fields = fieldsOf(page, loaded, house)
          const reading = read(fields, body, uploads)
          const outcome: Done | Refused<Fields> = 'values' in reading ? await page.submit(reading.values, loaded, house as House & { db: Database }, prior) : { problems: reading.problems }
          if ('goTo' in outcome) {
            // In one breath, the ledger last: the end of its chain is what others wait for.
            await Promise.all([page.draft ? dropDraft(db, organisation.id, person.id, path) : null, appendAll(db, by(organisation, person, request), outcome.entry)])
            return { goTo: outcome.goTo, said: outcome.said, person }
          }
          const parts = 'parts' in reading ? reading.parts : firstBoxes(fields, outcome.problems)
          return { person, seen: page.reads?.(loaded, house), refused: page.view(loaded, answers(house.request, body, outcome.problems, parts, version, null, page.draft === true), house), problems: outcome.problems, parts, meanwhile: [], status: 422, rollBack: true as const }
        })).catch(rolledBack)
        if ('kept' in answer && answer.kept) return answerKept(request, reply, answer.kept, doors.cookieKey)
        if ('goTo' in answer && answer.goTo !== undefined) return goTo(request, reply, answer.goTo, answer.said, doors.cookieKey)
        // A refused form shows what the form shows: that it was seen is written down although nothing else is.
        const { seen } = answer
        if (seen) await doors.changing(organisation.id, (db) => doors.append(db, by(organisation, answer.person, request), seen))
        return show(request, reply.code(answer.status), answer.refused, chromeFor(request, organisation, answer.person, { problems: problemList(answer.problems, answer.parts), changedMeanwhile: answer.meanwhile }))
      })
      continue
    }

    if (page.kind === 'arrival') {
      app.get(url, async (request, reply) => {
        const organisation = organisationOf(request)
        const prior: unknown = await page.before?.(before(request, organisation))
        const answer = await doors.changing(organisation.id, async (db) => {
          const person = await whoIs(request, organisation, db)
          const house = { ...outside(request, organisation, db), db, person }
          const outcome = await page.arrive(partsOf(request) as never, house, prior)
          if ('refused' in outcome) {
            if (outcome.entry) await doors.append(db, by(organisation, person, request), outcome.entry)
            return { view: outcome.refused, person }
          }
          return settle(request, organisation, db, person, house, outcome)
        })
        return 'view' in answer ? show(request, reply.code(400), answer.view, chromeFor(request, organisation, answer.person)) : leave(request, reply, answer)
      })
      continue
    }

    // An open form: somebody who is not signed in may use it.
    app.get(url, async (request, reply) => {
      const organisation = organisationOf(request)
      const { view, person } = await doors.reading(organisation.id, async (db) => {
        const person = await whoIs(request, organisation, db)
        const house = { ...outside(request, organisation, db), person }
        const loaded: unknown = await page.load(partsOf(request) as never, house)
        return { view: page.view(loaded, answers(house.request, page.starting?.(loaded) ?? {}, {}, {}, page.version?.(loaded), null, false), house), person }
      })
      return show(request, reply, view, chromeFor(request, organisation, person))
    })

    app.post(url, async (request, reply) => {
      const organisation = organisationOf(request)
      const { body, uploads } = sent(request)
      const prior: unknown = await page.before?.(body, before(request, organisation))
      const answer = await doors.changing(organisation.id, keepOnly(async (db) => {
        const person = await whoIs(request, organisation, db)
        const house = { ...outside(request, organisation, db), db, person }
        const loaded: unknown = await page.load(partsOf(request) as never, house)
        const fields = typeof page.fields === 'function' ? page.fields(loaded) as Fields : page.fields as Fields
        const version = page.version?.(loaded)
        if (version !== undefined && body['_version'] !== undefined && one(body, '_version') !== version) {
          const meanwhile = differences(fields, page.starting?.(loaded) ?? {}, body)
          return { person, refused: page.view(loaded, answers(house.request, body, {}, {}, version, null, false), house), problems: {}, parts: {}, meanwhile, status: 409, rollBack: true as const }
        }
        const reading = read(fields, body, uploads)
        const outcome: OpenDone | Refused<Fields> = 'values' in reading ? await page.submit(reading.values, loaded, house, prior) : { problems: reading.problems }
        if ('goTo' in outcome) return settle(request, organisation, db, person, house, outcome)
        if (outcome.entry) await doors.append(db, by(organisation, person, request), outcome.entry)
        const parts = 'parts' in reading ? reading.parts : firstBoxes(fields, outcome.problems)
        const refused = { person, refused: page.view(loaded, answers(house.request, body, outcome.problems, parts, version, null, false), house), problems: outcome.problems, parts, meanwhile: [], status: 422 }
        return outcome.keep ? { ...refused, rollBack: false as const } : { ...refused, rollBack: true as const }
      })).catch(rolledBack)
      if ('goTo' in answer) return leave(request, reply, answer)
      return show(request, reply.code(answer.status), answer.refused, chromeFor(request, organisation, answer.person, { problems: problemList(answer.problems, answer.parts), changedMeanwhile: answer.meanwhile }))
    })
  }

  /** What is left to do once an open form's change is decided: the ledger, the session, and what was typed before signing in. */
  async function settle(request: FastifyRequest, organisation: Organisation, db: Database, person: Person | null, house: Outside, outcome: OpenDone) {
    await appendAll(db, by(organisation, outcome.by ?? person, request), outcome.entry)
    let where = outcome.goTo
    if (outcome.session !== undefined) {
      const old = sessionToken(request)
      if (old !== null) await doors.endSession(db, organisation.id, old)
      const kept = cookieOf(request, 'kept')
      if (outcome.session !== 'end' && kept !== null && outcome.by) where = await takeKeptAnswer(db, organisation.id, hashed(kept), outcome.by.id, house.now) ?? where
    }
    return { goTo: where, said: outcome.said, session: outcome.session, carry: outcome.carry }
  }

  function leave(request: FastifyRequest, reply: FastifyReply, answer: { goTo: string; said?: string | undefined; session?: OpenDone['session'] | undefined; carry?: OpenDone['carry'] | undefined }): FastifyReply {
    for (const [name, carried] of Object.entries(answer.carry ?? {})) {
      if (carried) setCookie(request, reply, name, carried.value, carried.seconds)
      else clearCookie(request, reply, name)
    }
    if (answer.session === 'end') clearCookie(request, reply, 'session').header('clear-site-data', '"cache", "storage"')
    else if (answer.session !== undefined) {
      setCookie(request, reply, 'session', answer.session.begin)
      clearCookie(request, reply, 'kept')
    }
    return answer.goTo.startsWith('https://') || answer.goTo.startsWith('http://') ? reply.header('cache-control', 'no-store').redirect(answer.goTo, 303) : goTo(request, reply, answer.goTo, answer.said, doors.cookieKey)
  }

  /** A form's slow part: who, what and the answers are read as they will be once more, then the transaction is over before it begins. */
  async function beforeChanging(page: AnyPage & { kind: 'form' }, request: FastifyRequest, organisation: Organisation, body: Body, uploads: Uploads): Promise<unknown> {
    const { values, loaded, house } = await doors.reading(organisation.id, async (db) => {
      const { house, loaded } = await enter(request, organisation, db, page)
      const reading = read(fieldsOf(page, loaded, house), body, uploads)
      return { values: 'values' in reading ? reading.values : null, loaded, house }
    })
    return values === null ? undefined : page.before?.(values, loaded, { ...around(request, organisation), person: house.person })
  }

  /** Who, then what, then whether they may: the same for every page, GET or POST. */
  async function enter(request: FastifyRequest, organisation: Organisation, db: Reading, page: AnyPage & { load: unknown; access: unknown }, looking = false) {
    const around = outside(request, organisation, db, looking)
    const person = await whoIs(request, organisation, db)
    if (!person) throw new NotSignedIn()
    const house: House = { ...around, person }
    const loaded: unknown = await (page as { load(at: unknown, house: House): Promise<unknown> }).load(partsOf(request), house)
    if (!(page as { access(person: Person, loaded: unknown): boolean }).access(person, loaded)) throw new Forbidden(`${person.id} may not visit ${page.path.pattern}`)
    return { house, loaded, person }
  }

  /** A form sent after the session ended is kept until its person is back, whoever that is: only the browser that sent it has the key. */
  app.setNotFoundHandler(() => { throw new NotFound('no such page') })
  app.decorate('whoIsAsking', async (request: FastifyRequest): Promise<Person | null> => {
    const organisation = doors.organisationOf(request.hostname)
    if (!organisation || sessionToken(request) === null) return null
    // A page that says what went wrong must not go wrong itself: without an answer it is shown as to a visitor.
    return doors.reading(organisation.id, (db) => whoIs(request, organisation, db)).catch(() => null)
  })
  const leavesNoCopy = new Set(rooms.flatMap((room) => room.pages).flatMap((page) => page.kind === 'form' && page.leavesNoCopy === true ? [page.path.pattern] : []))
  app.decorate('keepForLater', async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const organisation = doors.organisationOf(request.hostname)
    if (!organisation || request.method !== 'POST' || request.body === undefined || leavesNoCopy.has(request.routeOptions.url ?? '')) return false
    const { body } = sent(request)
    const [path] = splitAddress(request.url)
    const key = randomBytes(24).toString('base64url')
    await doors.aside(organisation.id, async (db) => {
      if (await countKeptAnswers(db, organisation.id) > 10_000) throw new TooMany(600)
      await keepAnswer(db, organisation.id, hashed(key), path, withoutControls(body), doors.now())
    })
    setCookie(request, reply, 'kept', key)
    return true
  })
}

declare module 'fastify' {
  interface FastifyInstance { whoIsAsking(request: FastifyRequest): Promise<Person | null>; keepForLater(request: FastifyRequest, reply: FastifyReply): Promise<boolean> }
  interface FastifyRequest { uploads?: Uploads }
}

/** A refused change leaves nothing behind: the answer is carried out of the transaction by throwing it. */
class RollBack extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('rolled back')
    this.answer = answer
  }
}

/** For `changing`: throws away what was written when the answer says so. `transaction.ts` rolls back on any throw. */
function keepOnly<Answer>(work: (db: Database) => Promise<Answer>): (db: Database) => Promise<Answer> {
  return async (db) => {
    const answer = await work(db)
    if (typeof answer === 'object' && answer !== null && 'rollBack' in answer && answer.rollBack === true) throw new RollBack(answer)
    return answer
  }
}

function rolledBack(error: unknown): never {
  if (error instanceof RollBack) return error.answer as never
  throw error
}

function fieldsOf(page: AnyPage & { kind: 'form' }, loaded: unknown, house: House): Fields {
  return typeof page.fields === 'function' ? (page.fields as (loaded: unknown, house: House) => Fields)(loaded, house) : page.fields as Fields
}

function answers({ path, search }: Outside['request'], body: Body, problems: Problems, parts: Record<string, string>, version: string | undefined, keptAt: Temporal.Instant | null, keepsDraft: boolean, draft?: Body): Answers<Fields> {
  // A draft that was begun on an older version goes on carrying that version, so that the change since then is shown when it is sent.
  const opened = draft && typeof draft['_version'] === 'string' ? draft['_version'] : version
  return { body, problems, parts, keptAt, keepsDraft, address: search === '' ? path : `${path}?${search}`, hidden: html`${opened !== undefined && html`<input type="hidden" name="_version" value="${opened}">`}` }
}

export interface ChangedMeanwhile { readonly name: string; readonly theirs: string; readonly yours: string }

function differences(fields: Fields, theirs: Body, yours: Body): readonly ChangedMeanwhile[] {
  const names = Object.keys(fields).flatMap((name) => Object.keys({ ...theirs, ...yours }).filter((each) => each === name || each.startsWith(`${name}-`)))
  return [...new Set(names)].flatMap((name) => {
    const [a, b] = [several(theirs, name).join(', '), several(yours, name).map((each) => each.replaceAll('\r\n', '\n')).join(', ')]
    return a === b ? [] : [{ name, theirs: a, yours: b }]
  })
}

function problemList(problems: Problems, parts: Readonly<Record<string, string>>): Chrome['problems'] {
  return Object.entries(problems).map(([name, text]) => ({ text: text ?? '', href: `#${parts[name] ?? name}` }))
}

function sent(request: FastifyRequest): { body: Body; uploads: Uploads } {
  return { body: (request.body ?? Object.create(null)) as Body, uploads: request.uploads ?? {} }
}

function withoutControls(body: Body): Body {
  const kept: Record<string, string | readonly string[]> = Object.create(null)
  for (const [name, value] of Object.entries(body)) if (value !== undefined && name !== '_draft' && name !== '_discard' && !/password|code/i.test(name)) kept[name] = value
  return kept
}

/** The parts of the address. None of ours has a control character or half of one in it, and the database could not be asked about either. */
function partsOf(request: FastifyRequest): Readonly<Record<string, string>> {
  const parts = request.params as Readonly<Record<string, string>>
  for (const part of Object.values(parts)) if (!part.isWellFormed() || /[\u0000-\u001f\u007f]/.test(part)) throw new NotFound('no such address')
  return parts
}

function splitAddress(url: string): readonly [path: string, search: string] {
  const at = url.indexOf('?')
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

// Only our own pages are ever gone to: an address that a visitor can write may not lead to another site.
export function ownAddress(asked: string, otherwise: string): string {
  return /^\/(?![/\\])[^\u0000-\u001f\\]*$/.test(asked) ? asked : otherwise
}

function goTo(request: FastifyRequest, reply: FastifyReply, address: string, said: string | undefined, key: Uint8Array): FastifyReply {
  if (said !== undefined) setCookie(request, reply, 'said', signed(said, key), 60)
  return reply.header('cache-control', 'no-store').redirect(address, 303)
}

function answerKept(request: FastifyRequest, reply: FastifyReply, at: Temporal.Instant, key: Uint8Array): FastifyReply {
  const clock = at.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' })
  return request.headers.accept?.includes('application/json')
    ? reply.header('cache-control', 'no-store').send({ kept: clock })
    : goTo(request, reply, splitAddress(request.url)[0], `What you have typed so far was saved at ${clock}. You can leave this page and come back to it.`, key)
}

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https'
const cookieName = (request: FastifyRequest, name: string): string => isSecure(request) ? `__Host-${name}` : name

function cookieOf(request: FastifyRequest, name: string): string | null {
  const value = request.cookies[cookieName(request, name)]
  return value !== undefined && value !== '' && value.length < 2000 ? value : null
}

export function sessionToken(request: FastifyRequest): string | null {
  return cookieOf(request, 'session')
}

export function setCookie(request: FastifyRequest, reply: FastifyReply, name: string, value: string, seconds?: number): FastifyReply {
  return reply.setCookie(cookieName(request, name), value, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request), ...(seconds === undefined ? {} : { maxAge: seconds }) })
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply {
  return reply.clearCookie(cookieName(request, name), { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) })
}

function signed(text: string, key: Uint8Array): string {
  const words = Buffer.from(text.slice(0, 500), 'utf8').toString('base64url')
  return `${words}.${createHmac('sha256', key).update(words).digest('base64url')}`
}

function takeSaid(request: FastifyRequest, key: Uint8Array): string | null {
  const [words, proof] = cookieOf(request, 'said')?.split('.') ?? []
  if (!words || !proof) return null
  const right = createHmac('sha256', key).update(words).digest()
  const given = Buffer.from(proof, 'base64url')
  return given.length === right.length && timingSafeEqual(given, right) ? Buffer.from(words, 'base64url').toString('utf8') : null
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('hex')

function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.-]+/g, '-')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}
