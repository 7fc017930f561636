export interface DutyClockTables {
  'duty_clock.deed': {
    organisation_id: string; deed_id: string; kind: string; room: string; thing_kind: string; thing_id: string; occasion: string; done_on: string; title: string; href: string; public: boolean
    covers_from_on: string | null; covers_to_on: string | null; to_body_id: string | null; to_body_name: string | null; about: string[]; noted_at: string
  }
}
