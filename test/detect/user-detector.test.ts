import { expect } from 'chai'
import { createDetection } from '../../lib/detect/compile.ts'
import { detectorOf, type Pattern, type UserDetector } from '../../lib/detect/user-detector.ts'
import { patternOf } from '../../lib/policy/patterns.ts'
import { findIn, written, type Entry } from './leaf-of.ts'

const ID = 'user.unique_id.employee_id'

const USUAL: UserDetector = {
  id: 'house', category: ID, keys: [], at: 'end', types: 'string', patterns: [], confidence: 0.75, maxChars: 256,
}

type Change = Partial<Omit<UserDetector, 'patterns'>> & { readonly patterns?: readonly string[] }

function detection({ patterns = [], ...change }: Change): ReturnType<typeof createDetection> {
  const compiled = patterns.map((source) => {
    const pattern = patternOf(source)
    if (!('source' in pattern)) throw new Error(pattern.what)
    return pattern
  })
  return createDetection({ detectors: [detectorOf({ ...USUAL, ...change, patterns: compiled })] })
}

function find(change: Change, entry: Omit<Entry, 'find'>): string[][] {
  return written(findIn(detection(change), { ...entry, find: [] }))
}

const BADGE: Change = { keys: ['badge no'], types: 'any' }
const EMP: Change = { patterns: ['EMP-\\d{6}'] }

describe('a detector of a policy', () => {
  describe('by keys', () => {
    for (const key of ['badgeNo', 'badge_no', 'BADGE-NO', 'staffBadgeNo']) {
      it(key, () => expect(find(BADGE, { key, value: 'x' })).to.deep.equal([[ID, 'x', 'whole']]))
    }

    it('takes numbers only if it says so', () => {
      expect(find(BADGE, { key: 'badgeNo', value: 17 })).to.deep.equal([[ID, '17', 'whole']])
      expect(find({ keys: ['badge no'] }, { key: 'badgeNo', value: 17 })).to.deep.equal([])
    })

    it('takes the place of the words as it is asked to', () => {
      expect(find(BADGE, { key: 'badgeNoColour', value: 'x' })).to.deep.equal([])
      expect(find({ ...BADGE, at: 'anywhere' }, { key: 'badgeNoColour', value: 'x' })).to.have.length(1)
      expect(find({ ...BADGE, at: 'whole' }, { key: 'staffBadgeNo', value: 'x' })).to.deep.equal([])
    })

    it('takes the name that a sibling gives for a key', () => {
      const entry = { key: 'value', siblings: { name: 'badge no' }, value: 'x' }
      expect(find(BADGE, entry)).to.deep.equal([[ID, 'x', 'whole']])
      expect(find(EMP, entry)).to.deep.equal([])
    })

    it('reads the parameters of links', () => {
      expect(find(BADGE, { key: null, value: 'https://example.org/?badge_no=x%20y' })).to.deep.equal([[ID, 'x y', 'whole']])
    })

    it('leaves what is blank or replaced', () => {
      for (const value of ['', ' ', '[id]', '********']) expect(find(BADGE, { key: 'badgeNo', value }), value).to.deep.equal([])
    })

    it('does not take a key from the detectors of the package', () => {
      const longer: Change = { keys: ['home phone number'] }
      const found = find(longer, { key: 'homePhoneNumber', value: '+44 7700 900123' })
      expect(found).to.have.deep.members([['user.contact.phone_number', '+44 7700 900123', 'whole'], [ID, '+44 7700 900123', 'whole']])
    })

    it('does not keep what is named by a sibling, or stands below a container, from the others', () => {
      expect(find({ keys: ['value'] }, { key: 'value', siblings: { name: 'email' }, value: 'ann@' }))
        .to.have.deep.members([['user.contact.email', 'ann@', 'whole'], [ID, 'ann@', 'whole']])
      expect(find({ keys: ['day'] }, { key: 'day', parent: 'birthdays', value: '12' }))
        .to.have.deep.members([['user.demographic.date_of_birth', '12', 'whole'], [ID, '12', 'whole']])
    })
  })

  describe('by patterns', () => {
    it('finds in texts, keys and prose', () => {
      for (const as of [undefined, 'key', 'text'] as const) {
        const entry = { key: null, value: 'see EMP-123456, EMP-654321.', ...(as === undefined ? {} : { as }) }
        expect(find(EMP, entry)).to.deep.equal([[ID, 'EMP-123456'], [ID, 'EMP-654321']])
      }
    })

    it('reads digits, spaces and dashes of any script', () => {
      expect(find(EMP, { key: null, value: 'EMP\u2013\u0661\u0662\u0663\u200b\u0664\u0665\u0666' }))
        .to.deep.equal([[ID, 'EMP\u2013\u0661\u0662\u0663\u200b\u0664\u0665\u0666']])
    })

    it('reads what links spell with percent signs', () => {
      expect(find(EMP, { key: null, value: 'https://example.org/EMP%2D123456/x' })).to.deep.equal([[ID, 'EMP-123456']])
    })

    it('finds letters only, where no detector of the package looks', () => {
      expect(find({ patterns: ['proj-[a-z]+'] }, { key: null, value: 'about proj-falcon' })).to.deep.equal([[ID, 'proj-falcon']])
    })

    it('reads numbers if it says so, as a whole', () => {
      const pattern: Change = { patterns: ['77\\d{4}'], types: 'any' }
      expect(find(pattern, { key: null, value: 771_234 })).to.deep.equal([[ID, '771234', 'whole']])
      expect(find(pattern, { key: null, value: 1_771_234 })).to.deep.equal([[ID, '1771234', 'whole']])
      expect(find(pattern, { key: null, value: 'no 771234' })).to.deep.equal([[ID, '771234']])
      expect(find({ ...pattern, types: 'number' }, { key: null, value: 'no 771234' })).to.deep.equal([])
      expect(find({ ...pattern, types: 'string' }, { key: null, value: 771_234 })).to.deep.equal([])
    })

    it('knows what stands around a match, wherever the text is cut', () => {
      const far = 'x '.repeat(700)
      const pattern: Change = { patterns: ['\\bK\\d{3}\\b', '^no', 'end$'], maxChars: 8 }
      expect(find(pattern, { key: null, value: `${far}K123 xK123 K1234 no ${far}K456 end` }))
        .to.deep.equal([[ID, 'K123'], [ID, 'K456'], [ID, 'end']])
    })

    it('finds every match of a long text', () => {
      for (let pad = 0; pad < 40; pad++) {
        const value = Array.from({ length: 40 }, (_, i) => `${'.'.repeat((pad + i) % 23)}EMP-${100_000 + i}`).join('')
        expect(find({ ...EMP, maxChars: 10 }, { key: null, value }), String(pad)).to.have.length(40)
      }
    })

    it('cuts what is longer than it may be, and searches the rest', () => {
      expect(find({ patterns: ['\\d{3,}'], maxChars: 8 }, { key: null, value: `a${'1'.repeat(20)}` }))
        .to.deep.equal([[ID, '11111111'], [ID, '11111111'], [ID, '1111']])
      const faces = '\ud83d\ude00'.repeat(5)
      expect(find({ patterns: ['a.*'], maxChars: 8 }, { key: null, value: `a${faces}` })).to.deep.equal([[ID, `a${faces.slice(0, 6)}`]])
    })

    it('leaves replacements alone, and reads nothing across them', () => {
      const letters: Change = { patterns: ['[a-z]{2,} ?\\S+', 'EMP-.{6}'] }
      expect(find(letters, { key: null, value: '[id] [phone 2]' })).to.deep.equal([])
      expect(find(letters, { key: null, value: 'no [phone] EMP-123456' })).to.deep.equal([[ID, 'EMP-123456']])
      expect(find({ patterns: ['[a-z2-7]{10}'] }, { key: null, value: `~${'ab'.repeat(13)}` })).to.deep.equal([])
    })

    it('gives a pattern no more to read than the longest match and the text allow', () => {
      const read = (units: number): number => {
        let given = 0
        // Every unit is a match, and to know it the rest is read.
        const greedy: Pattern = {
          source: 'a.*?b|a',
          test: () => true,
          find(text, from) {
            given += text.length - from
            return from < text.length ? [from, from + 1] : null
          },
        }
        const house = detectorOf({ ...USUAL, maxChars: 16, patterns: [greedy] })
        findIn(createDetection({ detectors: [house] }), { key: null, value: 'a'.repeat(units), find: [] })
        return given
      }
      expect(read(40_000) / read(10_000)).to.be.within(3.9, 4.1)
      expect(read(10_000)).to.be.below(10_000 * 16 * 4)
    })
  })
})
