import { Inflate } from 'fflate'
import { crc32 } from 'node:zlib'
import type { ReadingLimits } from './document.ts'
import { Refusal, damaged, megabytes, refuse, saveThePart } from './refusal.ts'

/**
 * A zip file (Word, Excel and OpenDocument files are zip files) of which parts are unpacked one at a time and piece by piece, so that a file that
 * says it is small and is not is stopped while it unpacks and never stands in memory. Nothing is written to disk; names are only looked up, never followed.
 */
export interface PackedFile {
  readonly names: readonly string[]
  has(name: string): boolean
  /** Unpacks one part into `sink`, piece by piece. A part that is not there is a damaged file. */
  unpack(name: string, sink: (piece: Uint8Array) => void): void
  /** One small part (at most 4 MB) as text. */
  text(name: string): string
}

interface Entry { readonly name: string; readonly method: number; readonly flags: number; readonly packed: number; readonly unpacked: number; readonly crc: number; readonly offset: number }

const mostEntries = 4000
const pieceBytes = 4096
/** Deflate reaches 1,032 to 1; documents made by people stay far below 200. Only looked at once a part is large. */
const mostRatio = 250
const ratioFrom = 20_000_000
const smallPart = 4_000_000

export function openPackedFile(bytes: Uint8Array, limits: Pick<ReadingLimits, 'unpackedBytes'>): PackedFile {
  const entries = new Map<string, Entry>()
  for (const entry of readDirectory(bytes)) if (!entries.has(entry.name)) entries.set(entry.name, entry)
  const stated = [...entries.values()].reduce((sum, entry) => sum + entry.unpacked, 0)
  if (stated > limits.unpackedBytes) tooLarge(limits.unpackedBytes)
  let unpackedSoFar = 0

  function unpack(name: string, sink: (piece: Uint8Array) => void): void {
    const entry = entries.get(name) ?? damaged()
    if (entry.flags & 1) refuse('is protected by a password', 'remove the password in the program that made it, save it and choose it again')
    const packed = packedBytes(bytes, entry)
    let length = 0
    let checksum = 0
    const take = (piece: Uint8Array) => {
      length += piece.length
      unpackedSoFar += piece.length
      if (unpackedSoFar > limits.unpackedBytes || (length > ratioFrom && length > packed.length * mostRatio)) tooLarge(limits.unpackedBytes)
      checksum = crc32(piece, checksum)
      if (piece.length > 0) sink(piece)
    }
    if (entry.method === 0) {
      for (let from = 0; from < packed.length; from += 65_536) take(packed.subarray(from, from + 65_536))
    } else if (entry.method === 8) {
      inflate(packed, take)
    } else damaged()
    if (checksum !== entry.crc) damaged()
  }

  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    unpack,
    text(name) {
      const decoder = new TextDecoder()
      let text = ''
      unpack(name, piece => {
        text += decoder.decode(piece, { stream: true })
        if (text.length > smallPart) tooLarge(smallPart)
      })
      return text + decoder.decode()
    },
  }
}

function inflate(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  const stream = new Inflate(take)
  try {
    for (let from = 0; from < packed.length; from += pieceBytes)
      stream.push(packed.subarray(from, from + pieceBytes), from + pieceBytes >= packed.length)
  } catch (error) {
    // What `take` and the reader behind it throw is theirs; what the unpacker throws says that the data is no deflate data.
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') damaged()
    throw error
  }
}

function tooLarge(limit: number): never {
  refuse(`unpacks to more than ${megabytes(limit)}, which is the most that is read`, saveThePart)
}

function packedBytes(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = viewOf(bytes)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) damaged()
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  if (start + entry.packed > bytes.length) damaged()
  return bytes.subarray(start, start + entry.packed)
}

/** The central directory at the end of the file (PKWARE's APPNOTE, section 4.3.12); the 64-bit fields are for files that would be refused anyway. */
function readDirectory(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) refuse(`has more than ${mostEntries.toLocaleString('en-GB')} parts inside, which no plan needs`, 'save it again in the program that made it and choose that file')
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  const decoder = new TextDecoder()
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) damaged()
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > bytes.length) damaged()
    entries.push({
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true), unpacked: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  return entries
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 65_557)
  for (let at = view.byteLength - 22; at >= least; at -= 1) if (view.getUint32(at, true) === 0x06054b50) return at
  return damaged()
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The names inside a zip file without unpacking anything; undefined where it has no readable directory. */
export function namesInside(bytes: Uint8Array): readonly string[] | undefined {
  try {
    return readDirectory(bytes).map(entry => entry.name)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
