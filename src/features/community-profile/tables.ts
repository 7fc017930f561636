import type { Kept } from '#database/database.ts'

export interface CommunityProfileTables {
  'community_profile.area': { code: string; name: string; kind: string; county: string | null; region: string | null; police_force: string | null; from_on: string | null; to_on: string | null; replaced_by: string[] }
  'community_profile.edition': { edition_id: string; table_id: string; year: number; as_of_on: string; geography: string; categories: string[]; file_name: string; loaded_at: string }
  'community_profile.figure': { edition_id: string; area_code: string; numbers: PublishedNumber[]; total: number }
  'community_profile.community': { organisation_id: string; home_code: string; about: string; version: number }
  'community_profile.community_area': { organisation_id: string; area_code: string; part: 'inside' | 'neighbour' | 'beside'; place: number }
  'community_profile.cited_figure': { organisation_id: string; figure_id: string; subject: string; newest: number; withdrawn: boolean; place: number; made_at: string }
  'community_profile.cited_figure_edition': {
    organisation_id: string; figure_id: string; number: number; content: Kept<object>; public: boolean; withdrawn: boolean; note: string; by_person_id: string | null; by_name: string; at: string
  }
}

/** Null where nothing was published for the category. */
type PublishedNumber = number | null
