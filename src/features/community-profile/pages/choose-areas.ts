import { html } from '#html/html.ts'
import { choice, choices, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions, type Option } from '#web/questions.ts'
import { mayKeepProfile } from '../access.ts'
import type { Area, Atlas } from '../atlas.ts'
import { findAtlas } from '../atlas-store.ts'
import { areaName, communityOf } from '../community.ts'
import { findCommunity, saveCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'
import { crumbs } from './staff-parts.ts'

/** Which place is ours. Its districts, county, region and country follow from it; its neighbours are chosen. */
export const chooseAreas = form({
  path: paths.chooseAreas,
  async load(_at, { db, organisation }) {
    const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation.id)])
    return { atlas, community, near: community ? near(atlas, community.home) : [] }
  },
  access: (person) => mayKeepProfile(person),
  fields: ({ atlas, near }) => ({
    home: choice({ from: [...atlas.areas.keys()], missing: 'Select your area' }),
    neighbours: choices({ from: near.map((each) => each.code) }),
    about: optional(text({ missing: '', max: 500, subject: 'The note for readers' })),
  }),
  version: ({ community }) => String(community?.version ?? 0),
  starting: ({ community }) => community ? { home: community.home, neighbours: community.neighbours, about: community.about } : {},
  view({ atlas, community, near: nearby }, answers, { today }) {
    const ask = questions(answers)
    return {
      title: 'Choose the areas', crumbs, guide: 'community-profile',
      main: html`<h1 class="govuk-heading-l">Choose the areas</h1>
        <p class="govuk-body-l">Choose the place that you serve. Its districts, and the county, region and country that it lies in, come with it.</p>
        ${ask.form('Save', html`${ask.select('home', 'Your area', everyArea(atlas, today), 'Counties have their districts inside. Authorities that were abolished keep their figures')}
          ${nearby.length > 0 && ask.anyOf('neighbours', 'Which neighbours should stand beside it?', nearby.map((each) => ({ value: each.code, text: each.name })), `Places in ${areaName(atlas, atlas.areas.get(community?.home ?? '')?.region ?? community?.home ?? '')}. More than three or four make tables hard to read`)}
          ${ask.lines('about', 'A note for readers (optional)', 'Said at the top of every page. For example, that a trust serves more than one county', 2)}`)}`,
    }
  },
  async submit({ home, neighbours, about }, { atlas, community }, { db, organisation, today }) {
    const area = atlas.areas.get(home)
    if (!area) return { problems: { home: 'Select your area' } }
    const places = communityOf(atlas, area, today)
    // Neighbours belong to the area that was there when the page was opened: another one has others.
    const kept = community?.home === home ? neighbours.filter((each) => !places.inside.includes(each)) : []
    await saveCommunity(db, organisation.id, { ...places, neighbours: kept, about: about ?? '' })
    return {
      goTo: community === null || community.home !== home ? paths.chooseAreas.to() : paths.profile.to(),
      said: community === null || community.home !== home ? `The area is ${area.name}. Its neighbours can be chosen below.` : 'The areas were saved.',
      entry: {
        did: 'community-profile.areas-chosen', on: { room: 'community-profile', id: organisation.id, version: (community?.version ?? 0) + 1 },
        before: community === null ? null : { home: community.home, neighbours: [...community.neighbours], about: community.about }, after: { home, neighbours: kept, about: about ?? '' },
      },
    }
  },
})

/** Authorities of the same region that are there now, besides the area's own parts. */
function near(atlas: Atlas, home: string): readonly Area[] {
  const area = atlas.areas.get(home)
  if (!area) return []
  return [...atlas.areas.values()].filter((each) => each.code !== home && each.to === null && each.kind !== 'region' && each.kind !== 'country' && each.county !== home && each.code !== area.county
    && (area.region === null ? each.code.charAt(0) === home.charAt(0) : each.region === area.region)).toSorted((a, b) => a.name.localeCompare(b.name))
}

function everyArea(atlas: Atlas, today: Temporal.PlainDate): readonly Option[] {
  const ended = (area: Area): boolean => area.to !== null && Temporal.PlainDate.compare(area.to, today) < 0
  return [...atlas.areas.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.code.localeCompare(b.code))
    .map((each) => ({ value: each.code, text: `${each.name} (${each.kind}${ended(each) ? `, until ${String(each.to?.year ?? '')}` : ''})` }))
}
