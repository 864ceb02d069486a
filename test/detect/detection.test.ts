import { expect } from 'chai'
import fc from 'fast-check'
import { plainView } from '../../lib/bytes/plain-view.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import { NO_SIBLINGS, UNKNOWN_SIBLINGS, type DetectableLeaf } from '../../lib/detect/detection.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN, type Finding } from '../../lib/detect/finding.ts'
import { HAS_AT, HAS_COLON, HAS_ESCAPE, HAS_NON_ASCII, HAS_PERCENT, HAS_PLUS, KEY, LITERAL, NUMBER, PART, STRING } from '../../lib/walk/leaf.ts'
import { findIn, leafOf, written, type Entry } from './leaf-of.ts'

const ALL = HAS_AT | HAS_COLON | HAS_ESCAPE | HAS_NON_ASCII | HAS_PERCENT | HAS_PLUS | (63 << 16)
const KEYS = [
  '', 'phone', 'email', 'extension', 'name', 'value', 'notes', 'from', 'birthdays', 'address', 'password', 'id',
  'url', 'clid', 'type',
]

const detection = createDetection({ regions: ['US', 'DE'], businessDomains: ['example.com'] })

function bare(text: string, kind: DetectableLeaf['kind'], key: string, parent = ''): DetectableLeaf {
  const inherited = detection.classify(parent)
  return {
    kind, view: plainView(text), flags: ALL, own: detection.classify(key), parent: inherited, inherited: inherited.inherits ? inherited : null,
    siblings: NO_SIBLINGS, outer: NO_SIBLINGS,
  }
}

describe('detect', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('+44 ', '20 7946 0958', 'ann@', 'example.org', ' ext. ', '101', 'sip:', 'tel:', ';phone-context=', '%40', '?phone=', '&', '://', '\ud800', '\u200b', '[phone]', '(', '<', '~'),
  )
  const anyLeaf = fc.record({
    text: fc.array(fragment, { maxLength: 10 }).map((parts) => parts.join('')),
    kind: fc.constantFrom(KEY, STRING, NUMBER, PART, LITERAL),
    key: fc.constantFrom(...KEYS), parent: fc.constantFrom(...KEYS), known: fc.boolean(),
  })

  it('never throws, stays inside its text, keeps its order, and says the same twice', () => {
    fc.assert(fc.property(anyLeaf, ({ text, kind, key, parent, known }) => {
      const leaf = { ...bare(text, kind, key, parent), siblings: known ? NO_SIBLINGS : UNKNOWN_SIBLINGS }
      const out: Finding[] = []
      detection.detect(leaf, out)
      const again: Finding[] = []
      detection.detect(leaf, again)
      expect(written(again)).to.deep.equal(written(out))
      let last = -1
      for (const { start, end, view, whole, confidence } of out) {
        expect(start).to.be.at.least(0)
        expect(end).to.be.above(start).and.at.most(view.text.length)
        expect(confidence).to.be.above(0).and.at.most(1)
        const outer = whole && view === leaf.view ? -1 : view.toOuter(start)
        expect(outer).to.be.at.least(last)
        last = outer
      }
    }), { numRuns: 2000 })
  })

  it('does not depend on siblings that it did not ask for', () => {
    fc.assert(fc.property(anyLeaf, ({ text, kind, key, parent }) => {
      const leaf = bare(text, kind, key, parent)
      if (detection.awaitsSiblings(leaf.own, leaf.parent, leaf.inherited)) return
      const facts = [{ key: detection.classify('type'), text: 'home' }, { key: detection.classify('key'), text: 'dob' }]
      const beside: Finding[] = []
      detection.detect({ ...leaf, siblings: { known: true, evidence: 127, facts }, outer: UNKNOWN_SIBLINGS }, beside)
      const without: Finding[] = []
      detection.detect(leaf, without)
      expect(beside.map(({ context }) => context)).to.deep.equal(without.map(({ context }) => context))
      expect(written(beside)).to.deep.equal(written(without))
    }), { numRuns: 1000 })
  })

  it('leaves booleans and null, whatever their key', () => {
    for (const key of KEYS) {
      for (const text of ['true', 'false', 'null']) {
        const out: Finding[] = []
        detection.detect(bare(text, LITERAL, key), out)
        expect(out).to.deep.equal([])
      }
    }
  })

  it('does not find values that show a part, under keys of their category', () => {
    const shown = [['email', '*@example.org'], ['email', 'j***@***'], ['phone', '+44 ********'], ['mobile', '+1855201XXXX'], ['firstName', 'J***']]
    for (const [key, text] of shown) {
      const out: Finding[] = []
      detection.detect(bare(text ?? '', STRING, key ?? ''), out)
      expect(out, text).to.deep.equal([])
    }
  })

  it('takes no private value for a mask', () => {
    const rows = [['firstName', 'Maxxxine'], ['password', 'Tr0ub4dor***'], ['pin', '1234xxx'], ['extension', '6001***'], ['street', '*** 12 5'], ['firstName', '[phone:blythe.caa]'], ['password', '[private key]']]
    for (const [key, text] of rows) {
      const out: Finding[] = []
      detection.detect(bare(text ?? '', STRING, key ?? ''), out)
      expect(out, text).to.have.length.above(0)
    }
  })

  it('does not find its own replacements', () => {
    const marks = ['[phone]', '[redacted]', '[email 1]', '[extension 12]', '[phone:GB]', '[email:example.org]', '********',
      '[birth date]', '[job title]', '[ip address]', '[private text]', '[credential]', '[sip address]', '[link]', '[name]', '[id]']
    for (const key of KEYS) {
      for (const mark of marks) {
        const out: Finding[] = []
        detection.detect(bare(mark, STRING, key, 'birthdays'), out)
        expect(written(out), `${key} ${mark}`).to.deep.equal([])
      }
    }
    const out: Finding[] = []
    detection.detect(bare(`call ${marks.join(' or ')} or ~abc22345672234567abcdefgh22 or ~22222222222222222222222222`, PART, ''), out)
    expect(written(out)).to.deep.equal([])
  })

  it('takes a name in brackets for a name', () => {
    const found = findIn(detection, { key: 'displayName', value: '[Ann Smith]', find: [] })
    expect(written(found)).to.deep.equal([['user.name.full', '[Ann Smith]', 'whole']])
  })

  const contexts: readonly (readonly [Omit<Entry, 'find'>, number])[] = [
    [{ key: 'value', parent: 'phoneNumbers', siblings: { type: 'home' }, value: '555-0123' }, C_PERSONAL],
    [{ key: 'value', parent: 'phoneNumbers', siblings: { type: 'workMobile' }, value: '555-0123' }, C_BUSINESS],
    [{ key: 'value', parent: 'phoneNumbers', siblings: { type: 'work,home' }, value: '555-0123' }, C_BOTH],
    [{ key: 'value', parent: 'phoneNumbers', siblings: { type: 'mobile' }, value: '555-0123' }, C_UNKNOWN],
    [{ key: 'businessPhones', value: '555-0123' }, C_BUSINESS],
    [{ key: 'homePhone', siblings: { type: 'work' }, value: '555-0123' }, C_BOTH],
    [{ key: 'mobilePhone', value: '555-0123' }, C_UNKNOWN],
    [{ key: 'home', parent: 'phones', value: '555-0123' }, C_PERSONAL],
    [{ key: 'number', parent: 'business_phones', value: '555-0123' }, C_BUSINESS],
    [{ key: 'email', value: 'ann@mail.example.com' }, C_BUSINESS],
    [{ key: 'email', value: 'ann@example.org' }, C_UNKNOWN],
    [{ key: 'personalEmail', value: 'ann@example.com' }, C_PERSONAL],
    [{ key: 'homePhone', value: '555-0123', known: false }, C_UNKNOWN],
  ]
  for (const [entry, context] of contexts) {
    it(`context of ${JSON.stringify(entry)}`, () => {
      const found = findIn(detection, { ...entry, find: [] })
      expect(found.map((finding) => finding.context)).to.deep.equal([context])
    })
  }

  it('knows the region and type of a number, also from the country beside it', () => {
    const [plus] = findIn(detection, { key: 'note_ref', value: '+44 20 7946 0958', find: [] })
    expect([plus?.region, plus?.numberType]).to.deep.equal(['GB', 'FIXED_LINE'])
    const [beside] = findIn(detection, { key: 'callee_number', siblings: { callee_country_iso_code: 'GB' }, value: '020 7946 0958', find: [] })
    expect(beside?.region).to.equal('GB')
  })

  it('reads parameters of a URI as members, and points to their place', () => {
    const uri = 'see https://example.org/u?email=ann%40example.org&name=x'
    const [found] = findIn(detection, { key: null, value: uri, find: [] })
    expect(found?.view.text).to.equal('ann@example.org')
    expect(found?.view.toOuter(found.start)).to.equal(uri.indexOf('ann%40'))
    expect(found?.view.toOuter(found.end)).to.equal(uri.indexOf('&name'))
    expect(found?.view.encode('[email]')).to.equal('%5Bemail%5D')
  })

  it('allocates no finding for what its gates keep out', () => {
    const leaf = leafOf(detection, { key: 'zzz', value: 'plain words', find: [] })
    const out: Finding[] = []
    detection.detect(leaf, out)
    expect(out).to.deep.equal([])
  })
})
