import { expect } from 'chai'
import { SequenceTable, splitKey } from '../../lib/detect/key-tokens.ts'
import { createDetection } from '../../lib/detect/compile.ts'

describe('splitKey', () => {
  for (const [key, words] of [
    ['phoneNumber', 'phone number'], ['home_phone-2', 'home phone'], ['callerIDNum', 'caller id num'], [
      'IPAddress', 'ip address',
    ],
    ['userIDs', 'user ids'], ['Caller ID number', 'caller id number'], ['PHONE-NUMBERS', 'phone numbers'], [
      'number.digits', 'number digits',
    ],
    ['phoneE164', 'phone e164'], ['e.164', 'e164'], ['\uff50hone', 'phone'], ['ph\u200bone', 'phone'],
      ['stra\u00dfe', 'strasse'], ['pr\u00e9nom_d\'usage', 'prenom d usage'], ['', ''], ['101', ''],
    ['x'.repeat(97), ''],
  ] as const) {
    it(JSON.stringify(key), () => expect(splitKey(key).join(' ')).to.equal(words))
  }
})

describe('SequenceTable', () => {
  it('takes the longest match, plurals and compounds, never a part of a word', () => {
    const table = new SequenceTable<string>()
    table.add('address', 'postal')
    table.add('ip address', 'network')
    const match = (words: string): string[] => table.match(words.split(' ')).flatMap(({ values }) => [...values])
    expect(match('client ip address')).to.deep.equal(['network'])
    expect(match('ip addresses')).to.deep.equal(['network'])
    expect(match('ipaddress')).to.deep.equal(['network'])
    expect(match('addressee')).to.deep.equal([])
    expect(match('address ip address')).to.deep.equal(['postal', 'network'])
  })
})

describe('key classes', () => {
  const detection = createDetection()

  it('are shared by keys of one meaning, and dense', () => {
    expect(detection.classify('phoneNumber')).to.equal(detection.classify('phone_number'))
    expect(detection.classify('zzz')).to.equal(detection.classify('qqq'))
    expect(detection.classify('zzz').id).to.equal(0)
    const fresh = createDetection()
    const ids = ['a1', 'phone', 'email', 'items', 'phone', 'type', 'qqq'].map((key) => fresh.classify(key).id)
    expect(Math.max(...ids)).to.equal(new Set(ids).size - 1 + (ids.includes(0) ? 0 : 1))
  })

  it('may be shown only if every word is a word of schemas', () => {
    for (const key of [
      'items', 'phoneNumber', 'home_phone_2', 'image_24', 'e164', 'userId', 'callee_number',
    ]) expect(detection.classify(key).showable, key).to.equal(true)
    for (const key of [
      'ann', 'Ann Smith', 'ann@example.org', '+447700900123', '101', 'user_101', 'phone_447700', 'phone:447',
      'M\u00fcller', 'Oldtown',
    ]) {
      expect(detection.classify(key).showable, key).to.equal(false)
    }
  })

  it('watch the types that their values may have', () => {
    expect(detection.classify('extension_number').watch).to.equal(3)
    expect(detection.classify('first_name').watch).to.equal(1)
    for (const key of [
      'phoneCount', 'fileExtension', 'extensionAttribute1',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ]) {
      expect(detection.classify(key).watch, key).to.equal(0)
    }
  })

  it('inherit below containers, know facts, evidence and who awaits whom', () => {
    for (const key of [
      'birthdays', 'homeAddress', 'credentials',
    ]) expect(detection.classify(key).inherits, key).to.equal(true)
    for (const key of [
      'type', 'dnType', 'callee_number_type', 'label', 'countryCode', 'callee_country_iso_code',
    ]) expect(detection.classify(key).fact, key).to.equal(true)
    for (const key of [
      'direction', 'duration', 'call_id', 'queue', 'recording',
    ]) expect(detection.classify(key).evidence, key).to.not.equal(0)
    const neutral = detection.classify('')
    expect(detection.awaitsSiblings(detection.classify('value'), neutral, null)).to.equal(true)
    expect(detection.awaitsSiblings(detection.classify('callee_number'), neutral, null)).to.equal(true)
    expect(detection.awaitsSiblings(detection.classify('status'), neutral, null)).to.equal(false)
    expect(detection.awaitsSiblings(detection.classify('zzz'), neutral, detection.classify('homeAddress'))).to.equal(true)
  })
})
