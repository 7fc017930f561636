import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotNow } from '#database/transaction.ts'
import { html, type Html } from '#html/html.ts'
import { govukButton } from '#govuk/components.ts'
import { several, type Body } from './fields.ts'
import { layout, type Chrome } from './layout.ts'
import type { Person } from './person.ts'
import { Forbidden, LinkOver, NotFound, NotSignedIn, TooLarge, TooMany } from './refusals.ts'

/** Plain pages for what went wrong. Each says what to do, and carries the id by which the log's line is found. */
export function explainProblems(app: FastifyInstance, chromeFor: (request: FastifyRequest, person: Person | null) => Chrome | null): void {
  app.setErrorHandler(async (error: unknown, request, reply) => {
    if (error instanceof NotSignedIn) return signInFirst(app, request, reply)
    const { status, title, words, wait } = explain(error)
    if (status >= 500) request.log.error({ err: error, refId: request.id }, title)
    else if (status === 429) request.log.warn({ refId: request.id, path: request.url.split('?')[0] }, 'slowed down')
    else if (status === 403) request.log.info({ refId: request.id, why: error instanceof Error ? error.message : '' }, 'refused')
    if (wait !== undefined) reply.header('retry-after', String(wait))
    const typed = status >= 500 && request.method === 'POST' ? typedWords(request) : null
    const main = html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${words.map((each) => html`<p class="govuk-body">${each}</p>`)}
      ${typed}
      <p class="govuk-body-s">Reference: <strong>${request.id}</strong>. Quote this if you ask somebody for help. It shows them what happened.</p>`
    // Whoever is signed in stays so: the bar at the top leads on to their own pages. Where the service itself is in trouble nothing more is asked of it.
    const chrome = chromeFor(request, status < 500 && status !== 429 ? await app.whoIsAsking(request) : null)
    const body = chrome ? layout({ title, main }, chrome).toString() : `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>${title.replaceAll('<', '')}</title></head><body><main>${main.toString()}</main></body></html>`
    return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(body)
  })
}

interface Explained { readonly status: number; readonly title: string; readonly words: readonly string[]; readonly wait?: number }

function explain(error: unknown): Explained {
  if (error instanceof LinkOver) return { status: 404, title: 'This link does not work any more', words: error.why }
  if (error instanceof NotFound) return { status: 404, title: 'Page not found', words: ['If you typed the web address, check it is correct.', 'If you pasted the web address, check you copied the entire address.'] }
  if (error instanceof Forbidden) return { status: 403, title: 'You cannot see this page', words: ['Your role does not include it. If you need it for your work, ask the person who looks after Due Regard in your organisation.'] }
  if (error instanceof TooLarge) return { status: 413, title: 'That is too large to send', words: [error.message, 'Nothing was saved. Go back, and send something smaller.'] }
  if (error instanceof TooMany) return { status: 429, title: 'Wait a moment, then try again', words: [`There have been many tries in a short time. Try again in ${waitWords(error.seconds)}.`], wait: error.seconds }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const statusCode = typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 0
  if (statusCode === 429) return { status: 429, title: 'Wait a moment, then try again', words: ['There have been many requests from your address in a short time. Try again in a minute.'], wait: 60 }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { status: 413, title: 'That is too large to send', words: ['Nothing was saved. Go back, and send something smaller.'] }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { status: 415, title: 'This cannot be read', words: ['What was sent is not an answer to a form on this site.'] }
  if (statusCode >= 400 && statusCode < 500) return { status: statusCode, title: 'This cannot be read', words: ['What was sent could not be understood. Nothing was saved. Go back and try again.'] }
  if (error instanceof NotNow) return { status: 503, title: 'Sorry, the service is busy', words: ['Nothing was lost, and nothing was saved just now. Try again in a few seconds.'], wait: error.retryAfterSeconds }
  return { status: 500, title: 'Sorry, there is a problem with the service', words: ['Try again later. Nothing was saved just now.'] }
}

function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return seconds < 60 ? `${seconds} seconds` : minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** The person's own words, with a button that sends them again: a service that was away for a moment loses nobody's work. */
function typedWords(request: FastifyRequest): Html | null {
  const body = (request.body ?? {}) as Body
  const answers = Object.entries(body).flatMap(([name, value]) => value === undefined ? [] : several({ [name]: value }, name).map((each) => [name, each] as const))
  const shown = answers.filter(([name, value]) => !name.startsWith('_') && value.trim() !== '' && !/password|code/i.test(name))
  if (shown.length === 0) return null
  return html`<h2 class="govuk-heading-m">What you typed</h2>
    <p class="govuk-body">${request.isMultipart?.() ? 'Copy anything you need. A file has to be chosen again.' : 'Your words are here. Send them again in a moment, or copy them.'}</p>
    ${shown.map(([, value], number) => html`<div class="govuk-form-group"><label class="govuk-visually-hidden" for="typed-${String(number)}">Answer ${String(number + 1)}</label><textarea class="govuk-textarea" id="typed-${String(number)}" rows="${value.length > 120 ? '5' : '1'}" readonly>${value}</textarea></div>`)}
    ${!request.isMultipart?.() && html`<form method="post" action="${request.url}">${answers.filter(([name]) => !/password|code/i.test(name)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${govukButton({ text: 'Send again' })}</form>`}`
}

async function signInFirst(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.method === 'POST') {
    const kept = await app.keepForLater(request, reply)
    if (request.headers.accept?.includes('application/json')) return reply.code(401).header('cache-control', 'no-store').send({ signedOut: true })
    const path = request.url.split('?')[0]!
    return reply.header('cache-control', 'no-store').redirect(`/sign-in?next=${encodeURIComponent(path)}${kept ? '&kept=yes' : ''}`, 303)
  }
  return reply.header('cache-control', 'no-store').redirect(request.url === '/home' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(request.url)}`, 303)
}
