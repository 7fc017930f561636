/** What a resident reads: every figure with its base, day and source, and nothing that nobody let out. */
import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { percent, tableFor } from '../community-table.ts'
import { house } from '../../../../test/house.ts'
import { shippedAtlas } from '../shipped-store.ts'
import { subjects, type TableId } from '../topics.ts'

describe('The public profile', () => {
  test('says whose figures these are, how many people, and every subject and place', async () => {
    await using council = await house()
    const anyone = council.visitor()
    const page = await anyone.get('/community')
    assert.equal(page.heading, 'Who lives in Leicestershire')
    assert.match(page.text, /712,358 ?people live here|people live here 712,358/)
    assert.match(page.text, /Barsetshire is a made-up county\. These are real figures, borrowed from Leicestershire/)
    assert.match(page.text, /Open Government Licence v3\.0/)
    for (const subject of subjects) {
      const shown = await anyone.get(page.links.find((each) => each.text === subject.title)!.href)
      assert.equal(shown.status, 200, subject.title)
      assert.equal(shown.heading, subject.title)
    }
    for (const place of ['Leicestershire', 'Blaby', 'Charnwood', 'Harborough', 'Hinckley and Bosworth', 'Melton', 'North West Leicestershire', 'Oadby and Wigston', 'Leicester', 'Rutland', 'East Midlands', 'England']) {
      const shown = await anyone.get(page.links.find((each) => each.text === place)!.href)
      assert.equal(shown.status, 200, place)
      assert.match(shown.heading, new RegExp(place))
    }
  })

  test('shows for many places the same counts and shares as the files, whatever the subject', async () => {
    await using council = await house()
    const [anyone, atlas] = [council.visitor(), await shippedAtlas()]
    for (const code of ['E07000135', 'E06000016', 'E08000025', 'E09000030', 'E06000063', 'W06000015', 'E10000030', 'E12000003', 'E92000001']) {
      const page = await anyone.get(`/community/${code}`)
      assert.equal(page.status, 200, code)
      for (const id of ['sex', 'ethnic-group', 'ethnic-group-broad', 'religion', 'disability', 'english', 'sexual-orientation', 'age'] as const satisfies readonly TableId[]) {
        const table = tableFor(atlas, id, [code])
        assert.ok(table, `${id} of ${code}`)
        for (const row of table.rows) for (const figure of [row.counts[0], row.shares[0]]) {
          assert.ok(figure?.state === 'shown' && page.text.includes(figure.text), `${code}, ${id}, ${row.label}: ${figure?.state === 'shown' ? figure.text : 'none'}`)
        }
      }
    }
  })

  test('shows deprivation as ranks of each edition, with the warning, and none for a county', async () => {
    await using council = await house()
    const anyone = council.visitor()
    const page = await anyone.get('/community/topics/deprivation')
    assert.match(page.text, /Blaby 284 of 309 275 of 309 276 of 309 266 of 296/)
    assert.match(page.text, /Leicester 25 of 309 21 of 309 32 of 309 16 of 296/)
    assert.match(page.text, /Its scores are not on one scale from edition to edition/)
    assert.ok(!(await anyone.get('/community/E10000018')).text.includes('among England’s authorities'))
    assert.match((await anyone.get('/community/E06000063')).text, /Rank 95 of 296/)
  })

  test('says what nobody knows, cites what others counted, and shows a correction with its reason', async () => {
    await using council = await house()
    const anyone = council.visitor()
    const disability = await anyone.get('/community/topics/disability')
    assert.match(disability.text, /3,524 People registered blind or partially sighted .* Leicestershire, 22 March 2016\. Source: Vista\. Corrected: Vista gave newer figures/)
    assert.ok(!disability.text.includes('3,481'))
    assert.match(disability.text, /What nobody knows How many people are registered with hearing loss/)
    const identity = await anyone.get('/community/topics/gender-identity')
    assert.match(identity.text, /What nobody knows How many residents are trans/)
    assert.match(identity.text, /official statistics in development/)
    const ethnic = await anyone.get('/community/topics/ethnic-group')
    assert.match(ethnic.text, /88\.9% White British residents in 2011, of 650,489 residents/)
    assert.match(ethnic.text, /91\.4% White residents in 2011, White minorities included/)
    assert.equal(percent(578_432, 650_489), '88.9%', 'the share that was printed is that of White British people')
    const communities = await anyone.get('/community/topics/communities')
    assert.match(communities.text, /588 Gypsy and Traveller families .* Leicester, Leicestershire and Rutland, 2012/)
    assert.match((await anyone.get('/community/topics/population')).text, /753,100 Residents expected by 2037/)
    assert.ok(!(await anyone.get('/community/topics/pregnancy-maternity')).text.includes('give birth'), 'what is kept here is not public')
  })

  test('an abolished authority says what took its place, and a made-up code is not found', async () => {
    await using council = await house()
    const anyone = council.visitor()
    const allerdale = await anyone.get('/community/E07000026')
    assert.match(allerdale.text, /This authority was there until 31 March 2023\. Its place was taken by Cumberland/)
    for (const address of ['/community/E07999999', '/community/__proto__', '/community/topics/bins', '/community/tables/bins/table.csv', '/community/tables/gender-identity/table.csv']) assert.equal((await anyone.get(address)).status, 404, address)
  })

  test('a body that has published nothing says so, and has no other pages', async () => {
    await using council = await house()
    const anyone = council.visitor('northbarset.localhost')
    assert.match((await anyone.get('/community')).text, /Northbarset District Council has not published a profile of its community yet/)
    for (const address of ['/community/compare', '/community/E07000130', '/community/topics/age', '/community/tables/religion/table.csv']) assert.equal((await anyone.get(address)).status, 404, address)
  })
})

describe('Comparing', () => {
  test('two places stand side by side with the difference in points', async () => {
    await using council = await house()
    const page = await council.visitor().get('/community/compare?topic=religion&a=E07000135&b=E06000016')
    assert.match(page.text, /Hindu 9\.9% 5,744 17\.9% 65,827 −7\.9/)
    assert.match(page.text, /Everybody 57,738 368,580/)
    assert.match(page.text, /The difference is in percentage points/)
  })

  test('any two places of England and Wales can be compared; what is not published is said', async () => {
    await using council = await house()
    const anyone = council.visitor()
    assert.match((await anyone.get('/community/compare?topic=english&a=W06000001&b=E09000030')).text, /Isle of Anglesey beside Tower Hamlets/)
    assert.match((await anyone.get('/community/compare?topic=care-2011&a=E07000129&b=E12000004')).text, /No figures on unpaid care in 2011 are published for Blaby/)
    assert.equal((await anyone.get('/community/compare?topic=nonsense&a=%00&b=E07000129&b=E07000130')).status, 200)
  })

  test('a comparison and a table can be taken away, with the licence and every figure’s source', async () => {
    await using council = await house()
    const anyone = council.visitor()
    const csv = await anyone.get('/community/tables/religion/table.csv')
    assert.match(csv.html, /E07000129,Blaby,,No religion,43847,42\.61,102915,Census 2021,2021-03-21,"Office for National Statistics, Census 2021, table TS030"/)
    assert.equal(csv.html.trim().split('\n').filter((line) => /^[EWK]\d{8},/.test(line)).length, 12 * 9)
    const two = await anyone.get('/community/tables/religion/table.csv?areas=E07000135&areas=E06000016')
    assert.equal(two.html.trim().split('\n').filter((line) => line.startsWith('E0')).length, 18)
    for (const ending of ['ods', 'docx']) {
      const file = await anyone.get(`/community/tables/ethnic-group/table.${ending}`)
      assert.equal(file.status, 200)
      assert.equal(file.bytes.subarray(0, 2).toString(), 'PK')
    }
    assert.match((await anyone.get('/community/tables/deprivation/table.csv')).html, /E07000129,Blaby,,rank of average score,266,Index of 2025/)
  })
})
