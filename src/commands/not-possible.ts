/** Why a command could not be done, as a sentence for whoever asked. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible'
}
