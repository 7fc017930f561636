/** A public body that keeps its own plans and people here. Found by the host name of the address; one never sees another's. */
export interface Organisation {
  readonly id: string
  readonly name: string
  readonly shortName: string
  /** What the body is, in words: `county council`, `district council`, `NHS trust`. */
  readonly kind: string
  /** Hexadecimal colours of the body's own: the header's ground, and links and buttons. */
  readonly colours: { readonly header: string; readonly accent: string }
  readonly contactEmail: string | null
  /** One of the fictional bodies that come with Due Regard: its pages say so, and no second step is asked where anybody can read the password. */
  readonly isExample: boolean
}
