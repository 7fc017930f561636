import type { Refused } from '#duty/refused.ts'
import type { Assessment } from './assessment.ts'

/** A document that belongs to an assessment, and goes with it to those who decide. */
export interface Attachment {
  readonly id: string
  readonly fileName: string
  /** What it is, for somebody who reads a list: “Report on the consultation”. */
  readonly what: string
  /** Of a file’s name, by what its bytes are: `docx`. */
  readonly ending: string
  readonly sha256: string
  readonly by: string
  readonly at: Temporal.Instant
  /** The document that the assessment was brought in from: it is always there, and is kept where it was brought in. */
  readonly original: boolean
}

export const mostAttachments = 20

/** What may be attached, by what the bytes are, with the ending that it is then kept under. Nothing that runs. */
export const endings: Readonly<Record<string, string>> = { docx: 'docx', odt: 'odt', pdf: 'pdf', xlsx: 'xlsx', ods: 'ods', html: 'html', text: 'txt', csv: 'csv', png: 'png', jpeg: 'jpg' }

/** Attached and taken away until it is decided: afterwards what those who decided had stays as it was. */
export function mayStillAttach(assessment: Assessment): Refused | null {
  if (assessment.stage === 'ended') return { refused: 'This assessment has ended' }
  return assessment.decision === null ? null : { refused: 'It is decided: what those who decided had stays as it was' }
}

export function attach(assessment: Assessment, there: readonly Attachment[], sha256: string): Refused | null {
  const refused = mayStillAttach(assessment)
  if (refused) return refused
  if (there.some((each) => each.sha256 === sha256)) return { refused: 'This file is attached already' }
  return there.length >= mostAttachments ? { refused: `At most ${mostAttachments} documents can be attached` } : null
}
