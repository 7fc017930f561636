import type { FastifyInstance } from 'fastify'
import { sniff } from '#documents/sniff.ts'
import type { Upload } from './uploads.ts'
import { cleanFileName } from './uploads.ts'
import { IllFormed, TooLarge } from './refusals.ts'

export interface BodyLimits { readonly formBytes: number; readonly formFields: number; readonly fileBytes: number; readonly files: number }

/** Reads what a form sends: answers without prototypes, text that the database can keep, and files sniffed for what they are. */
export function readBodies(app: FastifyInstance, limits: BodyLimits): void {
  // A form is all that is ever sent here. What Fastify would read besides is no answer to any question of ours.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: limits.formBytes }, (_request, body, done) => {
    const body_ = gather(new URLSearchParams(body as string), limits.formFields)
    done(body_ === null ? new TooLarge('This form has more answers than it has questions.') : null, body_)
  })

  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart?.()) return
    const answers: [string, string][] = []
    const uploads: Record<string, Upload> = Object.create(null)
    try {
      for await (const part of request.parts({ limits: { fileSize: limits.fileBytes, files: limits.files, fields: limits.formFields, fieldSize: limits.formBytes, parts: limits.formFields + limits.files } })) {
        if (part.type === 'field') answers.push([part.fieldname, String(part.value)])
        else {
          const bytes = await part.toBuffer()
          // A browser sends a part without a name for a file question that was left empty.
          if (part.filename !== undefined && part.filename !== '') uploads[part.fieldname] = { fileName: cleanFileName(part.filename), bytes, kind: sniff(bytes, part.filename).kind }
        }
      }
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
      if (code === 'FST_REQ_FILE_TOO_LARGE') throw new TooLarge(`The file must be smaller than ${Math.floor(limits.fileBytes / 1_000_000)} MB.`)
      if (/^FST_(FILES|FIELDS|PARTS)_LIMIT|FST_PROTO/.test(code)) throw new TooLarge('This form has more answers than it has questions.')
      throw new IllFormed('the parts of the form could not be told apart', { cause: error })
    }
    request.body = gather(answers, limits.formFields) ?? Object.create(null)
    request.uploads = uploads
  })
}

/** One entry a name, a list where a name was sent more than once; null when there are too many. */
function gather(pairs: Iterable<[string, string]>, most: number): Record<string, string | string[]> | null {
  const body: Record<string, string | string[]> = Object.create(null)
  let count = 0
  for (const [name, sent] of pairs) {
    if (++count > most) return null
    // PostgreSQL keeps no NUL, and half a surrogate pair is no character: both become the mark for a character that could not be read.
    const value = sent.toWellFormed().replaceAll('\u0000', '\ufffd')
    const before = body[name]
    body[name] = before === undefined ? value : typeof before === 'string' ? [before, value] : [...before, value]
  }
  return body
}
