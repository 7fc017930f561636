import { readFile, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'

/** A text file as it was found: its name from the folder on, without the ending of its packing, and its text. */
export interface TextFile { readonly name: string; readonly text: string }

/**
 * Every file with this ending in a folder and the folders in it, plain or packed with gzip, in the order of their names. What
 * cannot be read is named with the reason, and the rest is read all the same.
 *
 * @param largest in bytes, unpacked
 */
export async function findTextFiles(folder: string, ending: string, largest = 100_000_000): Promise<{ readonly files: readonly TextFile[]; readonly unreadable: readonly { readonly file: string; readonly because: string }[] }> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name)).filter((name) => name.replace(/\.gz$/i, '').toLowerCase().endsWith(ending)).sort()
  const unreadable: { file: string; because: string }[] = []
  const files = await Promise.all(names.map(async (name): Promise<TextFile | null> => {
    try {
      const bytes = await readFile(name)
      const unpacked = name.toLowerCase().endsWith('.gz') ? await unpack(bytes, { maxOutputLength: largest }) : bytes
      if (unpacked.length > largest) throw new RangeError(`it is larger than ${largest / 1_000_000} MB`)
      return { name: relative(folder, name).replace(/\.gz$/i, ''), text: new TextDecoder('utf-8').decode(unpacked) }
    } catch (error) {
      unreadable.push({ file: relative(folder, name), because: error instanceof Error ? error.message : String(error) })
      return null
    }
  }))
  return { files: files.filter((each) => each !== null), unreadable }
}

const unpack = promisify(gunzip)
