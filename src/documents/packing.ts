import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** The parts of a packed file in their order: a text, pieces of a long one, or bytes. */
export interface Part { readonly name: string; readonly content: string | Uint8Array | Iterable<string>; readonly stored?: boolean }

/**
 * Packs parts into one zip file, piece by piece, and lets other work run in between: a list of 50,000 rows takes a second or two, and nobody else waits for it.
 * Dates inside are fixed, so the same parts always make the same bytes.
 */
export async function pack(parts: readonly Part[]): Promise<Uint8Array> {
  const made: Uint8Array[] = []
  let failed: Error | undefined
  const zip = new Zip((error, data) => {
    if (error) failed = error
    else made.push(data)
  })
  const encoder = new TextEncoder()
  for (const part of parts) {
    const file = part.stored ? new ZipPassThrough(part.name) : new ZipDeflate(part.name, { level: 6 })
    file.mtime = new Date(2000, 0, 1)
    zip.add(file)
    if (part.content instanceof Uint8Array) file.push(part.content, false)
    else for (const piece of typeof part.content === 'string' ? [part.content] : part.content) {
      file.push(encoder.encode(piece), false)
      if (typeof part.content !== 'string') await pause()
    }
    file.push(new Uint8Array(0), true)
  }
  zip.end()
  if (failed) throw failed
  return Buffer.concat(made)
}

export function pause(): Promise<void> {
  return new Promise(resolve => { setImmediate(resolve) })
}

/** Text for between tags or inside a quoted attribute; characters that XML 1.0 cannot hold are left out. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Pieces of at most `size` things each, made when they are asked for. */
export function* inPieces<Thing>(things: readonly Thing[], size: number, write: (thing: Thing, index: number) => string): Generator<string> {
  for (let from = 0; from < things.length; from += size) yield things.slice(from, from + size).map((thing, index) => write(thing, from + index)).join('')
}
