/**
 * Thrown by a reader that will not or cannot go on. The front of the room turns it into the one sentence that the person sees,
 * `name problem: remedy.`, so `problem` continues "plan.docx …" and `remedy` says what to do.
 */
export class Refusal extends Error {
  readonly problem: string
  readonly remedy: string

  constructor(problem: string, remedy: string) {
    super(problem)
    this.name = 'Refusal'
    this.problem = problem
    this.remedy = remedy
  }
}

export function refuse(problem: string, remedy: string): never {
  throw new Refusal(problem, remedy)
}

export function damaged(): never {
  refuse('is damaged and cannot be read to its end', 'open it in the program that made it, save it under a new name and choose that file')
}

/** What to do with a file that is too large, whatever it is too large in. */
export const saveThePart = 'save the part that matters as a file of its own and choose that'

export function tooMany(count: number, things: string): never {
  refuse(`has more than ${count.toLocaleString('en-GB')} ${things}, which is the most that can be read at once`, saveThePart)
}

/** The sentence for the person. Control and direction characters in a name could make it say something else, so they go. */
export function sentenceFor(fileName: string, refusal: Refusal): string {
  return `${nameToShow(fileName)} ${refusal.problem}: ${refusal.remedy}.`
}

export function nameToShow(fileName: string): string {
  const name = fileName.toWellFormed().replace(/^.*[/\\]/s, '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  if (name === '') return 'The file'
  return name.length > 120 ? `${name.slice(0, 80).toWellFormed()}…${name.slice(-30).toWellFormed()}` : name
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString('en-GB')} MB`
}
