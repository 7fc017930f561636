import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Arimo: as wide as Arial letter by letter, and free to put into a file. Read when a report is first made. */
export function fontFile(weight: 'regular' | 'bold'): string {
  return fileURLToPath(import.meta.resolve(weight === 'bold' ? '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf' : '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'))
}

const read = new Map<string, Buffer>()

export function font(weight: 'regular' | 'bold'): Buffer {
  const bytes = read.get(weight) ?? readFileSync(fontFile(weight))
  read.set(weight, bytes)
  return bytes
}
