/** Thrown to end a request early; `app.ts` turns each into a plain page. Everything else thrown is a bug. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** A link from a letter that worked once and does not any more. `why` and what to do now are for whoever opened it: they were written to, so they may be told. */
export class LinkOver extends NotFound {
  override name = 'LinkOver'
  readonly why: readonly string[]
  constructor(why: readonly string[]) {
    super(why.join(' '))
    this.why = why
  }
}

export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** The page is there for someone signed in: the app sends the visitor to sign in and back again. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn'
}

/** Too many tries from one address or for one account. `seconds` is how long to wait. */
export class TooMany extends Error {
  override name = 'TooMany'
  readonly seconds: number
  constructor(seconds: number) {
    super(`wait ${seconds} seconds`)
    this.seconds = seconds
  }
}

/** What was sent is larger than the limit that the sentence states. */
export class TooLarge extends Error {
  override name = 'TooLarge'
}

/** What was sent is no form that a browser would send. */
export class IllFormed extends Error {
  override name = 'IllFormed'
  readonly statusCode = 400
}
