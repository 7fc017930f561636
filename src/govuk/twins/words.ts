import { render, trusted, type Child, type Html } from '#html/html.ts'
import type { Attributes, List } from '../option-words.ts'
import { attributesOf } from '../quick-macros.ts'

/** The markup of a component's attributes, or nothing. */
export function attributes(given: Attributes | false | null | undefined): Html | null {
  return given ? trusted(attributesOf(given)) : null
}

/** One of the small macros, called from here. */
export function fromMacro(macro: (given: { readonly [option: string]: unknown }) => object, options: { readonly [option: string]: unknown }): Html {
  return trusted(String(macro(options)))
}

/** Text to escape, or the markup that stands instead of it. */
export function content(given: { readonly text?: string; readonly html?: Html } | undefined | null): Child {
  return given?.html ?? given?.text
}

export function written(given: { readonly text?: string; readonly html?: Html }): string {
  return render(given.html ?? given.text)
}

/** Further classes after the component's own. */
export function also(classes: string | undefined): string {
  return classes ? ` ${classes}` : ''
}

export function present<Item>(list: List<Item> | undefined): readonly Item[] {
  if (!list) return []
  return list.every(Boolean) ? list as readonly Item[] : list.filter((item): item is Item => Boolean(item))
}
