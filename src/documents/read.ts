import { createHash } from 'node:crypto'
import { type ReadingLimits, type SourceDocument, type SourceFormat, type Unreadable, defaultLimits } from './document.ts'
import { openPackedFile } from './packed-file.ts'
import { readInThread } from './reading-thread.ts'
import type { Reading, ReadingAs } from './reading.ts'
import { Refusal, megabytes, refuse, sentenceFor } from './refusal.ts'
import { type FileKind, sniff } from './sniff.ts'

/**
 * Reads a file in a thread of its own: its words with their places, or the one sentence that says why not. Never throws for what a file holds,
 * keeps nothing of a file that it refuses, and never holds the caller's thread.
 */
export function readDocument(bytes: Uint8Array, fileName: string, limits: ReadingLimits = defaultLimits): Promise<SourceDocument | Unreadable> {
  // What can be said at once needs no thread.
  return bytes.length === 0 || bytes.length > limits.fileBytes ? readDocumentHere(bytes, fileName, limits) : readInThread(bytes, fileName, limits)
}

/**
 * Reads a file on this thread: for the terminal and for tests. Large files hold the thread for as long as they take.
 * What the file is is told from its bytes; a name that says otherwise gets a note.
 */
export async function readDocumentHere(bytes: Uint8Array, fileName: string, limits: ReadingLimits = defaultLimits): Promise<SourceDocument | Unreadable> {
  try {
    if (bytes.length > limits.fileBytes) refuse(`is larger than ${megabytes(limits.fileBytes)}, which is the most that is read`, 'take out pictures, or save the part that matters as a file of its own, and choose that')
    const reading = await readAs(sniff(bytes, fileName).kind, bytes, limits)
    if (reading.blocks.length === 0) refuse('has no words that can be read', 'check that you chose the right file')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { fileName, format: reading.format, sha256, blocks: reading.blocks, notes: [...nameNotes(fileName, reading.format), ...reading.notes] }
  } catch (error) {
    if (error instanceof Refusal) return { unreadable: sentenceFor(fileName, error) }
    return { unreadable: sentenceFor(fileName, brokenReading), because: error instanceof Error ? error.stack ?? error.message : String(error) }
  }
}

const brokenReading = new Refusal('could not be read because something in it was not understood', 'open it in the program that made it, save it under a new name and choose that file')

async function readAs(kind: FileKind, bytes: Uint8Array, limits: ReadingLimits): Promise<ReadingAs> {
  // Each reader is loaded when a file needs it: most files need one, and the one for PDF is large.
  const as = (format: SourceFormat, reading: Reading): ReadingAs => ({ ...reading, format })
  switch (kind) {
    case 'docx': case 'docm': return as('docx', (await import('./word.ts')).readWord(openPackedFile(bytes, limits), limits))
    case 'xlsx': case 'xlsm': return as('xlsx', (await import('./excel.ts')).readExcel(openPackedFile(bytes, limits), limits))
    case 'ods': return as('ods', (await import('./open-sheet.ts')).readOpenSheet(openPackedFile(bytes, limits), limits))
    case 'odt': return as('odt', (await import('./open-text.ts')).readOpenText(openPackedFile(bytes, limits), limits))
    case 'pdf': return as('pdf', await (await import('./pdf.ts')).readPdf(bytes, limits))
    case 'html': return as('html', (await import('./web-page.ts')).readWebPage(bytes, limits))
    case 'csv': return (await import('./separated-values.ts')).readSeparatedValues(bytes, limits)
    case 'text': return as('text', (await import('./plain-text.ts')).readPlainText(bytes, limits))
    // A package without a readable list of its parts was cut short on its way.
    case 'zip': openPackedFile(bytes, limits); return refuseKind(kind)
    default: return refuseKind(kind)
  }
}

function refuseKind(kind: FileKind): never {
  switch (kind) {
    case 'empty': refuse('is empty', 'check that you chose the right file, or save it again and choose the new copy')
    case 'ole': refuse('is an old Word or Excel file, or one that is protected by a password', 'open it, take the password off if it has one, save it as a Word document (.docx) or an Excel workbook (.xlsx) and choose that file')
    case 'xlsb': refuse('is an Excel binary workbook (.xlsb)', 'open it in Excel, save it as an Excel workbook (.xlsx) and choose that file')
    case 'pptx': refuse('is a PowerPoint presentation', 'save the slides as a PDF, or copy its words into a Word document, and choose that file')
    case 'rtf': refuse('is in Rich Text Format (.rtf)', 'open it in Word, save it as a Word document (.docx) and choose that file')
    case 'mail': refuse('is a saved e-mail or a web page saved with everything on it', 'open it, save the document that is in it, or save the page as HTML only, and choose that file')
    case 'zip': refuse('is a zip file and no document', 'open it, take out the document and choose that')
    case 'png': case 'jpeg': case 'gif': case 'webp': case 'tiff': case 'heic': refuse('is a picture', 'choose the document that the picture was made from, or type its words into a Word document or a spreadsheet')
    case 'svg': case 'xml': case 'program': case 'malware-test':
      refuse('is not a kind of file that can be read here', 'choose a Word, Excel, OpenDocument, PDF, web page, CSV or text file')
    default: refuse('is not a kind of file that is known here, or is damaged', 'choose a Word, Excel, OpenDocument, PDF, web page, CSV or text file')
  }
}

const formatWords: Readonly<Record<SourceFormat, string>> = {
  docx: 'a Word document', xlsx: 'an Excel workbook', ods: 'an OpenDocument spreadsheet', odt: 'an OpenDocument text', pdf: 'a PDF', html: 'a web page', csv: 'comma-separated values', tsv: 'tab-separated values', text: 'plain text',
}

const usualNames: Readonly<Record<SourceFormat, readonly string[]>> = {
  docx: ['docx', 'docm', 'dotx', 'dotm'], xlsx: ['xlsx', 'xlsm', 'xltx', 'xltm'], ods: ['ods', 'ots'], odt: ['odt', 'ott'], pdf: ['pdf'], html: ['html', 'htm', 'xhtml', 'xht', 'aspx', 'php'],
  csv: ['csv', 'txt'], tsv: ['tsv', 'tab', 'txt', 'csv'], text: ['txt', 'text', 'md', 'csv', 'tsv'],
}

function nameNotes(fileName: string, format: SourceFormat): string[] {
  const extension = extensionOf(fileName)
  if (extension === '' || usualNames[format].includes(extension)) return []
  return [`The file’s name ends in .${extension}, but it is ${formatWords[format]} and was read as one.`]
}

function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}
