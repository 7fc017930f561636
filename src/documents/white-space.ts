/** White space on one line becomes single spaces, line ends stay, lines without words go. Soft hyphens, zero-width and control characters are no words. */
export function foldSpace(text: string): string {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text)) return text
  return text.toWellFormed().replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n').replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '')
    .split('\n').map(line => line.trim()).filter(line => line !== '').join('\n')
}

/** The same, on one line. */
export function foldLine(text: string): string {
  return foldSpace(text).replaceAll('\n', ' ')
}
