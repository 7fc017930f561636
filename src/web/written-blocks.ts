import { drawPicture, type WrittenBlock, type WrittenPicture, type WrittenTable } from '#documents/write.ts'
import { govukTable } from '#govuk/components.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html, type Html } from '#html/html.ts'

/** A report's blocks as a page shows them, each chapter with a place to jump to. The same words as in its Word and PDF files. */
export function writtenBlocks(blocks: readonly WrittenBlock[]): Html {
  let chapter = 0
  return html`<div class="dr-long">${blocks.map((block) => {
    switch (block.kind) {
      case 'heading': return block.level === 2 ? html`<h2 class="govuk-heading-l" id="chapter-${String(++chapter)}">${block.text}</h2>` : html`<h3 class="govuk-heading-m">${block.text}</h3>`
      case 'paragraph': return block.text.split(/\r\n?|\n/).filter((line) => line !== '').map((line) => html`<p class="govuk-body">${line}</p>`)
      case 'picture': return pictured(block.picture)
      case 'table': return tabled(block.table)
    }
  })}</div>`
}

/** Links to the chapters, for the top of a long page. */
export function chapters(blocks: readonly WrittenBlock[]): Html | null {
  const titles = blocks.flatMap((block) => block.kind === 'heading' && block.level === 2 ? [block.text] : [])
  return titles.length < 2 ? null : html`<nav class="dr-chapters" aria-label="In this report"><h2 class="govuk-heading-s">In this report</h2><ol class="govuk-list dr-chapters__list">${titles.map((title, place) => html`<li><a class="govuk-link" href="#chapter-${String(place + 1)}">${title}</a></li>`)}</ol></nav>`
}

/** The drawing is for the eye; its words stand under it for everybody, and its figures in the table that follows. */
function pictured(picture: WrittenPicture): Html {
  return html`<figure class="dr-chart"><figcaption class="dr-chart__caption">${picture.title}</figcaption><div class="dr-long__drawing">${drawPicture(picture)}</div><p class="govuk-body-s">${picture.alternative}</p></figure>`
}

/** A table of figures stays one and scrolls in its own box; one of words has a card for each row on a narrow screen. */
function tabled(table: WrittenTable): Html | null {
  if (table.headings.length === 0) return null
  const numeric = (column: number): { readonly format?: string } => table.headings[column]?.kind === 'number' ? { format: 'numeric' } : {}
  const said = {
    caption: table.title, captionClasses: 'govuk-table__caption--s', firstCellIsHeader: true,
    head: table.headings.map(({ text }, column) => ({ text, ...numeric(column) })), rows: table.rows.map((row) => row.map((text, column) => ({ text, ...numeric(column) }))),
  }
  const notes = (table.notes ?? []).map((note) => html`<p class="govuk-body-s">${note}</p>`)
  return table.headings.slice(1).every((heading) => heading.kind === 'number')
    ? html`${notes}<section class="dr-scroll" tabindex="0" aria-label="${table.title}">${govukTable(said)}</section>` : html`${notes}${reflowingTable(said)}`
}
