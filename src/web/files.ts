import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/**
 * Files of one room of one organisation, kept outside the database under the SHA-256 of their bytes: what was kept cannot
 * change under its name. Each room has its own, so that one that lets a file go takes nothing from another that was given the same.
 */
export interface Files {
  /** Keeps the bytes and gives their SHA-256, lower-case hexadecimal. The file is on disk, flushed, before this returns. */
  keep(bytes: Uint8Array): Promise<string>
  /** The bytes, or null when they are not there or are no longer what their name says. */
  find(sha256: string): Promise<Uint8Array | null>
  /** Lets the bytes go. Ask first whether anything else in the room rests on them: the same file may have been given twice. */
  letGo(sha256: string): Promise<void>
}

/** @param room its name, as the house has it: `Pay gaps` */
export function filesOf(folder: string, organisation: string, room: string): Files {
  const placeOf = (sha256: string) => join(folder, organisation, room.toLowerCase().replaceAll(' ', '-'), sha256.slice(0, 2), sha256)
  return {
    async keep(bytes) {
      const sha256 = await sha256Of(bytes)
      const place = placeOf(sha256)
      if (await stat(place).then(() => true, () => false)) return sha256
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const half = `${place}.${process.pid}.${Math.random().toString(36).slice(2)}`
      const handle = await open(half, 'wx', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(half, place)
      return sha256
    },
    async find(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null
      const bytes = await readFile(placeOf(sha256)).catch(() => null)
      return bytes !== null && await sha256Of(bytes) === sha256 ? bytes : null
    },
    async letGo(sha256) {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(placeOf(sha256), { force: true })
    },
  }
}

const bytesAtOnce = 4_000_000

/** Piece by piece, so that a file of hundreds of megabytes holds up nobody's page. */
async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let from = 0; from < bytes.length; from += bytesAtOnce) {
    hash.update(bytes.subarray(from, from + bytesAtOnce))
    if (from + bytesAtOnce < bytes.length) await setImmediate()
  }
  return hash.digest('hex')
}
