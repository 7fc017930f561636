import type { Refused } from '#duty/refused.ts'
import { groups, localGroups, type Content, type Group, type GroupCode } from './content.ts'

/**
 * A group that no Act names and that this body has promised to look at. Six are there from the beginning; the body renames and retires them and adds
 * its own. A name counts from a day: what was frozen keeps the name that it was written with.
 */
export interface LocalGroup {
  readonly code: GroupCode
  readonly name: string
  /** Why it is looked at here: a motion, a strategy, what people said. */
  readonly why: string
  /** Null for those that were there from the beginning. */
  readonly addedOn: Temporal.PlainDate | null
  readonly retired: { readonly on: Temporal.PlainDate; readonly because: string } | null
  /** Earlier names, oldest first, each with the last day that it counted. */
  readonly earlier: readonly { readonly name: string; readonly until: string }[]
  readonly version: number
}

/** The six that are there from the beginning, as they stand until somebody changes them. */
export const firstGroups: readonly LocalGroup[] = localGroups.map(({ code, name }) => ({ code, name, why: '', addedOn: null, retired: null, earlier: [], version: 0 }))

export function addGroup(all: readonly LocalGroup[], asked: Pick<LocalGroup, 'code' | 'name' | 'why'>, on: Temporal.PlainDate): LocalGroup | Refused {
  return taken(all, asked.name, asked.code) ?? { ...asked, addedOn: on, retired: null, earlier: [], version: 1 }
}

export function changeGroup(all: readonly LocalGroup[], group: LocalGroup, asked: Pick<LocalGroup, 'name' | 'why'>, on: Temporal.PlainDate): LocalGroup | Refused {
  const earlier = asked.name === group.name ? group.earlier : [...group.earlier, { name: group.name, until: on.toString() }]
  return taken(all, asked.name, group.code) ?? { ...group, ...asked, earlier, version: group.version + 1 }
}

/** It is offered no more; what was said of it in earlier assessments stays. */
export function retireGroup(group: LocalGroup, because: string, on: Temporal.PlainDate): LocalGroup | Refused {
  if (group.retired !== null) return { refused: 'It is retired already' }
  if (because.trim() === '') return { refused: 'Say why it is looked at no more' }
  return { ...group, retired: { on, because: because.trim() }, version: group.version + 1 }
}

export function bringBackGroup(group: LocalGroup): LocalGroup | Refused {
  return group.retired === null ? { refused: 'It is in use' } : { ...group, retired: null, version: group.version + 1 }
}

/** What the impact section asks about: the nine characteristics, the body's groups that are in use, and a retired one of which something is said. */
export function groupsAsked(all: readonly LocalGroup[], content: Pick<Content, 'impact'> = { impact: [] }): readonly Group[] {
  const own = all.filter((each) => each.retired === null || content.impact.some((impact) => impact.group === each.code))
  return [...groups.filter((each) => each.statutory), ...own.map(({ code, name }) => ({ code, name, statutory: false, aims: [] }))]
}

/** The names that this body gives, where they are not those that every body is offered: kept with what is frozen. */
export function namesOf(all: readonly LocalGroup[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.filter((each) => firstGroups.every((first) => first.code !== each.code || first.name !== each.name)).map((each) => [each.code, each.name]))
}

function taken(all: readonly LocalGroup[], name: string, code: string): Refused | null {
  const same = all.find((each) => each.code !== code && each.name.toLowerCase() === name.trim().toLowerCase())
  return same ? { refused: same.retired === null ? `“${same.name}” is there already` : `“${same.name}” was retired. Bring it back instead` } : null
}
