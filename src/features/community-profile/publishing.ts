/** What of the profile is frozen when it is published: which areas, whose figures they are, and the figures that the body added. Official statistics are read as they stand. */
import type { CitedContent, CitedFigure } from './cited-figure.ts'
import type { Community } from './community.ts'
import type { SubjectId } from './topics.ts'

export const room = 'community-profile'

export interface PublicProfile {
  readonly home: string
  readonly inside: readonly string[]
  readonly neighbours: readonly string[]
  readonly beside: readonly string[]
  readonly about: string
  readonly figures: readonly PublicFigure[]
}

export interface PublicFigure { readonly id: string; readonly subject: SubjectId; readonly number: number; readonly note: string; readonly content: CitedContent }

export function publicProfile(community: Community, figures: readonly CitedFigure[]): PublicProfile {
  const { home, inside, neighbours, beside, about } = community
  return {
    home, inside, neighbours, beside, about,
    figures: figures.filter((each) => each.public && !each.withdrawn).map(({ id, subject, number, note, content }) => ({ id, subject, number, note, content })),
  }
}
