import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { countDigits } from '../../lib/detect/chars.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import type { Detector, Facets, KeyRule, Place } from '../../lib/detect/detector.ts'
import { isOwnMark } from '../../lib/detect/own-marks.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import * as shape from '../../lib/detect/shape.ts'
import { ANY_HINT } from '../../lib/walk/leaf.ts'
import { random } from '../helpers/documents.ts'
import { ROOT } from '../helpers/root.ts'
import { flagsOf, type Entry } from './leaf-of.ts'

/**
 * What detectors declare in `judgesAlike` and `findsAlike`, tried on texts that are made to break it: words that mean
 * something to some detector, put together in all the ways that a shape allows.
 */
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 2_000)
const SEED = Number(process.env['EGRESS_SEED'] ?? 8_151)
const DOMAINS = new Set(['example.com', 'corp.example'])
const NAMES = Object.entries(shape).flatMap(([name, bit]) => typeof bit === 'number' && (shape.ALL & bit) === bit && (bit & (bit - 1)) === 0 ? [[bit, name] as const] : [])

const WORDS = (`
  none n/a na null undefined unknown true false yes no on off enabled disabled work home personal business other primary verified
  pending optional daily never always internal external anonymous restricted private caller callee agent user customer system bot queue
  ivr voicemail operator host conference inbound outbound ext extn exten extension x xx xxxx XXXX dw int poste ramal anexo interno
  durchwahl nebenstelle facade deadbeef dead.beef beef face.b00k ann Ann Smith O'Neil Anne-Marie J. jane.doe a b ab at git sip tel
  Bearer eyJhbGciOiJIUzI1NiJ9 eyJ AKIA AKIAABCDEFGHIJKLMNOP ghp_ xoxb- sk_live_ github_pat_ abcdefghijklmnopqrstuvwxyzabcdefghij
  ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ e fe day days stopped started removed hidden example example.org example.com corp.example
  toestel nst app klappe kl interni local tst dahili ankn wew linka lokalnummer alanro ekst Support line Front desk Page House
  mail.corp.example png 2x.png c.d.ef company employee.longer-name X.Y xavier T Z no-reply under_score
`).trim().split(/\s+/)
const DIGITS = ['0', '1', '00', '7', '11', '99', '101', '911', '1009', '2026', '1999', '4021', '14', '19', '20', '0049', '011', '555', '0123', '12345', '415555', '1712345678', '1345678901', '4111111111111', '4242424242424', '378282246310005', '7700900123', '2025550123']
const JOINTS = ['', '', '', '.', '-', '_', '@', ' ', '+', "'", '(', ')', ') ', '@example.org', '.com']

type Random = (below: number) => number
const one = (r: Random, list: readonly string[]): string => list[r(list.length)] as string

function text(r: Random): string {
  switch (r(10)) {
    case 0: return Array.from({ length: 1 + r(3) }, () => one(r, WORDS)).join(' ')
    case 1: return one(r, WORDS)
    case 2: return `+${Array.from({ length: 1 + r(4) }, () => one(r, DIGITS)).join(one(r, [' ', '-', '']))}`
    case 3: return Array.from({ length: 1 + r(4) }, () => one(r, DIGITS)).join(one(r, ['', '', ' ', '-', '.', '(', ') ', ' (']))
    case 4: return String(10 ** r(16) + r(1e9)).slice(0, 1 + r(16))
    case 5: return moment(r)
    case 6: return `${local(r)}@${Array.from({ length: 1 + r(3) }, () => one(r, WORDS)).join('.')}.${one(r, ['org', 'com', 'ab', 'Example', 'x'])}`
    case 7: return `${local(r)}@${one(r, ['example.org', 'example.com', 'a.corp.example', 'x-1.example.net', 'xcorp.example'])}`
    case 8: return Array.from({ length: 2 + r(4) }, () => one(r, r(3) > 0 ? WORDS : DIGITS)).join(one(r, [' ', ', ', ' / ', ' & ', "' "]))
    default: return Array.from({ length: 1 + r(5) }, () => one(r, r(2) === 0 ? WORDS : DIGITS) + one(r, JOINTS)).join('')
  }
}

function local(r: Random): string {
  return Array.from({ length: 1 + r(3) }, () => one(r, r(3) === 0 ? DIGITS : WORDS)).join(one(r, ['.', '-', '_', '']))
}

function moment(r: Random): string {
  const two = (most: number): string => String(r(most + 2)).padStart(2, '0')
  const day = `${one(r, ['19', '20', '18', '21'])}${two(99)}-${two(12)}-${two(31)}`
  return r(3) === 0 ? day : `${day}T${two(23)}:${two(59)}:${two(59)}${one(r, ['', '.0', '.12', '.123', '.1234', '.123456'])}${one(r, ['', 'Z', '+02:00', '+00:00', '-05:00'])}`
}

const PLACES: readonly Place[] = [false, true].flatMap((telephony) => [false, true].flatMap((saysExtension) =>
  (['neutral', 'opaque', 'spoken'] as const).flatMap((key) => [[], ['US', 'DE', 'GB']].flatMap((regions) =>
    [new Set<string>(), DOMAINS].map((businessDomains) => ({ telephony, saysExtension, key, regions, businessDomains, fax: key === 'opaque', plan: BUILT_IN_PLAN }))))))

const facts = (facets: Facets | undefined): string => String(facets?.business === true)

type Answer = (asked: string, said: string) => void

const QUESTIONS = new Map<string, readonly string[]>()

function questionsTo(id: string, keys: readonly KeyRule[]): readonly string[] {
  const known = QUESTIONS.get(id) ?? keys.flatMap((_, i) => [`${id}, rule ${i}, text`, `${id}, rule ${i}, number`])
  QUESTIONS.set(id, known)
  return known
}

function judged({ id, judge, judgesAlike, keys }: Detector, value: string, kind: number, isNumber: boolean, place: Place, answer: Answer): void {
  const asked = questionsTo(id, keys ?? [])
  for (const [i, rule] of (keys ?? []).entries()) {
    if (judge === undefined || (isNumber && (rule.types ?? 'string') === 'string')) continue
    if (((judgesAlike?.(rule) ?? 0) & kind) === 0) continue
    const said = judge({ text: value, isNumber, rule }, place)
    answer(asked[i * 2 + Number(isNumber)] ?? '', said === null ? 'no' : `${said.category ?? ''} ${said.confidence} ${facts(said.facets)}`)
  }
}

function found({ id, find, findsAlike, gate }: Detector, value: string, kind: number, place: Place, answer: Answer): void {
  const digits = countDigits(value)
  const opens = digits >= (gate?.digits ?? 0) && (gate?.anyOf === undefined || [...gate.anyOf].some((sign) => value.includes(sign)))
  if (find === undefined || !opens || ((findsAlike ?? 0) & kind) === 0) return
  const spans: string[] = []
  find(value, place, (category, start, end, confidence, facets) => {
    const isAll = start === 0 && end === value.length
    spans.push(`${category} ${isAll ? 'all' : `${start} to ${end} of ${value}`} ${confidence} ${facts(facets)}`)
  }, ANY_HINT)
  answer(`${id}, find`, spans.join('; '))
}

function corpora(): string[] {
  const folder = join(ROOT, 'test', 'corpora')
  return readdirSync(folder).flatMap((name) => ['hit', 'miss', 'gap'].flatMap((kind) =>
    (JSON.parse(readFileSync(join(folder, name, `${kind}.json`), 'utf8')) as Entry[]).map(({ value, spelling }) => spelling ?? String(value))))
}

describe('texts of one shape', () => {
  const r = random(SEED)
  const texts = [...corpora(), ...WORDS, ...Array.from({ length: RUNS }, () => text(r))]
  const read = (businessDomains: readonly string[]): ((bytes: Buffer) => shape.Shape) => {
    const { likeness } = createDetection({ businessDomains })
    if (likeness === undefined) throw new Error('nothing is alike')
    return (bytes) => likeness.narrowed(likeness.shapeOf(bytes, 1, bytes.length - 1, bytes.includes('@')), bytes, 1, bytes.length - 1)
  }
  const [plain, business] = [read([]), read([...DOMAINS])]
  const shapeIn = (value: string, place: Place): number => {
    const bytes = Buffer.from(`"${value}"`, 'latin1')
    return (place.businessDomains.size > 0 ? business : plain)(bytes)
  }

  it('are alike to every detector that says so', () => {
    const flags = new Map(texts.map((value) => [value, flagsOf(value)]))
    for (const [number, place] of PLACES.entries()) {
      // By shape and flags, and by what is asked of them.
      const first = new Map<string, Map<string, readonly [said: string, value: string]>>()
      for (const value of texts) {
        const kind = shapeIn(value, place)
        if ((kind & shape.ALL) === 0) continue
        const alike = `shape ${kind}, flags ${flags.get(value)}`
        const said = first.get(alike) ?? new Map<string, readonly [said: string, value: string]>()
        first.set(alike, said)
        for (const detector of DETECTORS) {
          const answer = (asked: string, now: string): void => {
            const before = said.get(asked)
            if (before === undefined) said.set(asked, [now, value])
            else if (before[0] !== now) expect.fail(`${asked}, ${alike}, place ${number}: ${before.join(' for ')}, but ${now} for ${value}`)
          }
          judged(detector, value, kind, false, place, answer)
          if ((kind & shape.NUMERALS) !== 0) judged(detector, value, kind, true, place, answer)
          found(detector, value, kind, place, answer)
        }
      }
    }
  })

  it('are neither blank nor marks nor anything but ASCII', () => {
    const met = new Set<number>()
    for (const value of texts) {
      const kind = shapeIn(value, PLACES[1] as Place)
      met.add(kind)
      if ((kind & shape.ALL) === 0) continue
      expect(isOwnMark(value), value).to.equal(false)
      expect(value).to.match(/^[ -~]*[!-~]$/).and.not.match(/["\\[{%?~<]/)
    }
    for (const [bit, name] of NAMES) expect([...met], name).to.include(bit)
  })

  for (const [value, kind] of [
    ['', shape.EMPTY], ['Ann', shape.WORD], ['Ann Smith', shape.WORDS], ['J S', shape.OTHER], ['xxxx', shape.OTHER], ['[phone]', shape.OTHER],
    ['jane.doe@example.org', shape.EMAIL], ['ext101@example.org', shape.OTHER], ['ext.101@example.org', shape.OTHER], ['jane@mail.example.com', shape.BUSINESS_EMAIL],
    ['jane@myexample.com', shape.EMAIL], ['2025550123@example.org', shape.OTHER], ['a@b', shape.OTHER], ['a@b.c1', shape.OTHER], ['a..b@example.org', shape.OTHER],
    ['+44 7700 900123', shape.INTERNATIONAL], ['+44 20 7946 0958', shape.ASSIGNED], ['+44 (0)20', shape.OTHER], ['(202) 555-0123', shape.GROUPED], ['1009', shape.DIGITS], ['1712345678', shape.EPOCH],
    ['4111111111111', shape.LONG_DIGITS], ['2026-01-02', shape.MOMENT], ['2026-01-02T10:00:00.000Z', shape.MOMENT], ['2026-01-02T10:00:00.1234567Z', shape.OTHER],
    ['2026-13-02', shape.GROUPED], ['caf\u00e9', shape.OTHER], ['12 High Street', shape.PHRASE], ['Tier 2, Sales & Support', shape.PHRASE], ['a/b, Desk', shape.PHRASE], ['1234', shape.DIGITS],
    ['12 34 5', shape.OTHER], ['1 High St xXxx', shape.OTHER], ['xx-x', shape.OTHER], ['xxxx xxxx', shape.OTHER], ['12: High Street', shape.OTHER],
  ] as const) {
    it(`${JSON.stringify(value)} is told by its bytes`, () => {
      const bytes = Buffer.from(`"${value}"`)
      expect(business(bytes)).to.equal(kind)
    })
  }
})
