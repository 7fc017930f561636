import type { Person } from './person.ts'
import type { Room } from './page.ts'

/** A place in the bar at the top, with the links that belong together there. What no section names stands by itself. */
export interface Section { readonly text: string; readonly links: readonly string[] }

export interface Way { readonly text: string; readonly href: string; readonly active: boolean }

/** The bar, and beside the page its neighbours in the same section; none where there is nothing to choose. */
export interface Navigation { readonly bar: readonly Way[]; readonly neighbours: { readonly label: string; readonly ways: readonly Way[] } | null }

export interface Sections { readonly staff: readonly Section[]; readonly everybody: readonly Section[] }

interface Link { readonly text: string; readonly href: string; readonly room: string; readonly onlyUnderIt: boolean }

/**
 * Each section leads to the first of its pages that this person may open, and is called by that page’s own name where it is the only one. So nobody sees a
 * place in which there is nothing for them, and no page is further away than its section.
 *
 * @param person whose links; null for what everybody reads
 * @param at the address of the page, and the room that it belongs to
 */
export function navigationFor(rooms: readonly Room[], sections: Sections, person: Person | null, at: { readonly path: string; readonly room: string | null }): Navigation {
  const links: readonly Link[] = rooms.flatMap((room) => (person ? (room.navigation ?? []).filter((each) => each.mayUse(person)) : room.publicNavigation ?? []).map(({ text, href, ...more }) => ({ text, href, room: room.name, onlyUnderIt: 'onlyUnderIt' in more && more.onlyUnderIt === true })))
  const here = linkAt(links, at)
  const named = person ? sections.staff : sections.everybody
  const groups = [
    ...named.map((section) => ({ text: section.text, links: section.links.flatMap((text) => links.find((each) => each.text === text) ?? []) })),
    ...links.filter((each) => !named.some((section) => section.links.includes(each.text))).map((each) => ({ text: each.text, links: [each] })),
  ].filter((each) => each.links.length > 0)
  const present = groups.find((each) => here !== undefined && each.links.includes(here))
  return {
    bar: groups.map((each) => ({ text: each.links.length === 1 ? each.links[0]!.text : each.text, href: each.links[0]!.href, active: each === present })),
    neighbours: present === undefined || present.links.length === 1 ? null : { label: present.text, ways: present.links.map((each) => ({ text: each.text, href: each.href, active: each === here })) },
  }
}

/** The link that this page is under: by its address, else the first of its room. Where one begins the day is nobody’s but its own, and the front door is under nothing. */
function linkAt(links: readonly Link[], { path, room }: { readonly path: string; readonly room: string | null }): Link | undefined {
  if (path === '/') return undefined
  const byAddress = [...links].sort((a, b) => b.href.length - a.href.length).find((each) => path === each.href || path.startsWith(`${each.href}/`))
  return byAddress ?? links.find((each) => each.room === room && each.href !== '/home' && !each.onlyUnderIt)
}
