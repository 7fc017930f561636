import { fontFile } from './fonts.ts'
import { drawPicture, pictureWidth, type WrittenPicture } from './written-picture.ts'

/** Twice as fine as a screen, so that it is sharp on paper. */
export async function picturePng(picture: WrittenPicture): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js')
  return new Resvg(drawPicture(picture).toString(), { background: '#ffffff', fitTo: { mode: 'width', value: pictureWidth * 2 }, font: { loadSystemFonts: false, fontFiles: [fontFile('regular'), fontFile('bold')], defaultFontFamily: 'Arimo' } }).render().asPng()
}
