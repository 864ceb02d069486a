import { expect } from 'chai'
import { MAX_DISTINCT, type Place } from '../../../lib/policy/classification/census.ts'
import { manifest, ruleFile } from '../fixture.ts'
import { placesIn, policyOf } from './fixture.ts'

const EMAIL = 'user.contact.email'

/** A line for each place: what stood there, and what was found. */
function told(places: readonly Place[]): string[] {
  return places.map(({ path, of, count, types, distinct, found }) => {
    const categories = found.map(({ category, count: times, entire, byKey }) =>
      ` ${category} ${times}/${entire}${byKey ? ' by key' : ''}`)
    const place = `${of === 'keys' ? 'keys ' : ''}${path}`
    return `${place} ${count} ${types.join()} ${distinct ?? 'many'}:${categories.join(',')}`
  })
}

describe('policy: census of bodies', () => {
  it('counts values by place, and what was found in them', () => {
    const bodies = [
      { contacts: [{ email: 'a@example.org', id: 1, active: true }, { email: 'b@example.org', id: '2' }] },
      { contacts: [{ email: null, id: 3, active: true }, { active: false, email: '' }] },
      { contacts: [{ note: 'a@example.org or b@example.org' }] },
    ]
    expect(told(placesIn(bodies))).to.deep.equal([
      '/contacts/*/active 3 boolean 2:',
      `/contacts/*/email 2 string 2: ${EMAIL} 2/2 by key`,
      '/contacts/*/id 3 number,string 3:',
      `/contacts/*/note 1 string 1: ${EMAIL} 1/0, user.content.private 1/1 by key`,
    ])
  })

  it('tells what a value is all of from what stands in it', () => {
    expect(told(placesIn([{ label: ['a@example.org', 'to a@example.org', 'nothing'] }])))
      .to.deep.equal([`/label/* 3 string 3: ${EMAIL} 2/1`])
  })

  it('looks into documents in strings, which are no values themselves', () => {
    const inner = JSON.stringify({ email: 'a@example.org', status: JSON.stringify([1]) })
    expect(told(placesIn([{ payload: inner }, { payload: 'plain' }]))).to.deep.equal([
      '/payload 1 string 1:',
      `/payload/email 1 string 1: ${EMAIL} 1/1 by key`,
      '/payload/status/* 1 number 1:',
    ])
  })

  it('takes a long string for one value', () => {
    const words = 'word '.repeat(200)
    const body = { label: `a@example.org ${words} b@example.org ${words} +44 7700 900123` }
    expect(told(placesIn([body, { label: 'x' }]))).to.deep.equal([
      `/label 2 string many: ${EMAIL} 1/0, user.contact.phone_number 1/0`,
    ])
    const [place] = placesIn([{ password: words }])
    expect(place?.found.map(({ category, count, byKey }) => [category, count, byKey]))
      .to.deep.equal([['user.authorization.credentials', 1, true]])
  })

  it('counts keys that are private, and does not show them', () => {
    const places = placesIn([{ users: { 'a@example.org': 1, 'b@example.org': 2 }, extensions: { 6001: '6002' } }])
    expect(told(places)).to.deep.equal([
      '/extensions/{key} 1 string 1: user.contact.phone_number.extension 1/1 by key',
      'keys /extensions/{key} 1 string many: user.contact.phone_number.extension 1/1 by key',
      '/users/{key} 2 number 2:',
      `keys /users/{key} 2 string many: ${EMAIL} 2/2`,
    ])
  })

  it('is the same wherever the bodies are cut, and whatever the posture and the outcomes are', () => {
    const body = {
      email: 'a@example.org', text: `${'word '.repeat(200)}b@example.org`, 'c@example.org': 1,
      payload: '{"phone":"+44 7700 900123"}', person: { name: 'Ann Abel', type: 'home' },
    }
    const whole = placesIn([body])
    for (const size of [1, 7, 64]) expect(placesIn([body], policyOf(), size)).to.deep.equal(whole)
    const closed = manifest({ postures: { public: 'closed' } })
    const blocks = ruleFile({}, { do: { outcome: 'block' } })
    expect(placesIn([body], policyOf(closed, blocks))).to.deep.equal(whole)
  })

  it('counts different values as long as there are few', () => {
    const few = Array.from({ length: MAX_DISTINCT }, (_, index) => index)
    const distinct = (values: readonly unknown[]): unknown => placesIn([{ label: values }])[0]?.distinct
    expect(distinct([...few, ...few])).to.equal(MAX_DISTINCT)
    expect(distinct([...few, MAX_DISTINCT])).to.equal(null)
    expect(distinct(['1', 1])).to.equal(2)
    expect(distinct(['x'.repeat(65)])).to.equal(null)
  })

  it('says how sure the detectors were of values, the surest finding of each', () => {
    const found = placesIn([{ label: ['a@example.org', 'a@example.org, b@example.org', '-'] }])[0]?.found[0]
    expect(found).to.deep.include({ category: EMAIL, count: 2, detectors: ['email'] })
    expect(found?.mean).to.be.closeTo(0.95, 1e-9)
  })
})
