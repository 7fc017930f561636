/** What an entry of the ledger tells, from its name: `people.role-given` is “Role given”. Rooms name what they do in words. */
export function didInWords(did: string): string {
  const words = did.slice(did.indexOf('.') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The room that an entry comes from: `action-plan` is “Action plan”. */
export function roomInWords(did: string): string {
  const words = did.slice(0, did.indexOf('.')).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
