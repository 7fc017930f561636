import type { Block, SourceFormat } from './document.ts'

/** What a reader of one format gives back: the front adds the file's name and its hash. */
export interface Reading { readonly blocks: readonly Block[]; readonly notes: readonly string[] }

export interface ReadingAs extends Reading { readonly format: SourceFormat }
