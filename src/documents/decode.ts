import { looksLikeUtf16 } from './sniff.ts'

/** The text of a file of characters, with what had to be assumed about them. Never fails: bytes that are no UTF-8 are read as Windows-1252, which has a sign for nearly all. */
export function decodeText(bytes: Uint8Array, stated?: string): { text: string; notes: readonly string[] } {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : looksLikeUtf16(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), notes: [] }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] }
  } catch {
    // Not UTF-8: what the file says of itself, else what Windows programs write in Britain.
  }
  const label = stated !== undefined && isKnown(stated) && !/^utf-?8$/i.test(stated) ? stated : 'windows-1252'
  return {
    text: new TextDecoder(label).decode(bytes),
    notes: [`The file’s characters are not in Unicode (UTF-8). They were read as ${label === 'windows-1252' ? 'Windows-1252' : label}: check signs such as £ and ’.`],
  }
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}
