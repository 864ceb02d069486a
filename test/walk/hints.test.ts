import { expect } from 'chai'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { fold } from '../../lib/bytes/fold.ts'
import { plainView } from '../../lib/bytes/plain-view.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import { NO_SIBLINGS, UNKNOWN_SIBLINGS, type DetectableLeaf } from '../../lib/detect/detection.ts'
import type { Detector, Place } from '../../lib/detect/detector.ts'
import type { Finding } from '../../lib/detect/finding.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { visitUriParts } from '../../lib/detect/uris.ts'
import { FOLDING } from '../../lib/walk/hint-tables.ts'
import { lookCloser } from '../../lib/walk/hints.ts'
import {
  ANY_HINT, HAS_ESCAPE, HINT_ADDRESS, HINT_CREDENTIAL, HINT_EXTENSION, HINT_NUMBER, HINT_OBSCURED, HINT_URI, STRING,
} from '../../lib/walk/leaf.ts'
import { random } from '../helpers/documents.ts'
import { corpusTexts, makeText, spell } from './hint-texts.ts'

/** Texts that are tried. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = 100 * Number(process.env['EGRESS_RUNS'] ?? 200)
const SEED = Number(process.env['EGRESS_SEED'] ?? 90_125)

const NAMES: readonly (readonly [string, number])[] = [
  ['number', HINT_NUMBER], ['extension', HINT_EXTENSION], ['address', HINT_ADDRESS], ['uri', HINT_URI],
  ['credential', HINT_CREDENTIAL], ['obscured', HINT_OBSCURED],
]

/** The hints of a string as it stands in JSON. */
function hintsOf(text: string, raw: string = JSON.stringify(text)): number {
  const bytes = Buffer.from(raw)
  const digits = raw.replaceAll(/\\(?:u[0-9a-f]{4}|.)/gi, '').replaceAll(/[^0-9]/g, '').length
  return lookCloser(bytes, 1, bytes.length - 1, raw.includes('\\') ? HAS_ESCAPE : 0, digits)
}

function named(hints: number): string[] {
  return NAMES.filter(([, bit]) => (hints & bit) !== 0).map(([name]) => name)
}

const NONE: Readonly<Record<string, readonly string[]>> = {
  'ids, hashes and versions': [
    '123e4567-e89b-42d3-a456-426614174000', 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '5f3e9c1b7a2d4e6f8a0b1c2d', '400131426008',
    '1234567890123456789', '000012345', 'acc_1234567890', 'site-24', 'INV-2026-000123', 'a1b2', 'abc12345', 'v1.22.333', '1.22.333.4444', '2.0.10',
    'ExtensionNumber12', 'int', 'en-US', '0x1234abcd', '#112233', '#1234567', 'PR #1234', 'W/"8f14e45f-ceea-467f"', 'session-1234567-89',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '@type', '@odata.context', 'user@host',
    'urn:uuid:123e4567-e89b-42d3-a456-426614174000', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9aaaaaaaaaaaaaaaaaaaa', 'task_live_12', 'Bearer 12',
  ],
  'moments and dates': [
    '2026-01-10T10:00:00.000Z', '2026-01-10T10:20:30.123456-05:00', '2026-01-10T10:20:30+0000', '2026-01-10 10:20:30', '2026-01-10', '10.01.2026 12:30',
    '5/17/2026 1:30 PM', '2026/01/10', '1979-2011', '10:00-11:30', '08:00 - 17:30', 'P3DT12H30M', '1700000000', '1700000000123', '1700000000.123',
    'Sat, 10 Jan 2026 10:00:00 GMT', '2026-W03', 'Europe/Berlin +01:00', '2026-01-10/2026-01-20', '20260110T102030Z',
    '2026-01-10T10:20:30.123456789+01:00[Europe/Berlin]',
  ],
  'quantities and places': [
    '1234567.89', '1,234,567.89', '12.50', '-12345678', '$1234567', '1234567%', '52.5200, 13.4050', '-122.4194', '1.5e10', '100 MB', '1920x1080',
    '1920 x1080', '99.9%', 'x: 100, y: 200', '12345-6789', 'a + b = 12', '+01:00', '100%',
  ],
  'machines, links and paths': [
    '192.168.100.200', '10.177.4.29:8080', '2001:db8::8a2e:370:7334', '00:1a:2b:3c:4d:5e', 'https://example.org/a/b-c/1234567',
    'https://api.example.org/v1/accounts/400131426008/calls/123e4567-e89b-42d3-a456-426614174000', '/v1/things/24/parts/101',
    'https://example.org/page#section-12', 'https://example.org:8443/x', 'application/json; charset=utf-8', 's3://bucket/key-12.csv',
    'https://example.org/local/', 'wss://example.org/socket/24', 'C:\\new\\text\\24',
  ],
  'words': [
    'Inbound', 'call_completed', 'TIME_OUT_30', 'Status: ok', 'a:b', 'total: 45', 'Gr\u00f6\u00dfe: \u00c4rger \u00fcber 24 F\u00e4lle',
    '\u8bf7\u786e\u8ba4 24 \u8ba2\u5355', '\u041f\u0440\u0438\u0432\u0435\u0442: 24', 'Caf\u00e9 12, rue de la Paix', '\u0141\u00f3d\u017a 24',
    'line one\nline 24\n', 'say "24"', 'a\tb\t24', 'station 12', 'Completed in 24 ms', 'postel:12', 'hotel: 24', 'a=b', 'what? yes', 'C++ 17', 'na\n+4',
  ],
}

const SOME: readonly (readonly [text: string, ...hints: string[]])[] = [
  ['17', 'extension'], ['6001', 'extension'], ['+44 7700 900123', 'number'], ['call +442079460001 now', 'number'], ['(202) 555-0123', 'number'], ['202-555-0123', 'number'],
  ['0044 20 7946 0001', 'number'], ['00442079460001', 'number'], ['01144207946001', 'number'], ['07700 900123', 'number'],
  ['line\n+44 7700 900123', 'number'], ['at\n202-555-0123', 'number'], ['(+49) 30 23125 123', 'number'], ['\u8bf7 202-555-0123', 'number'],
  ['2026-01-10T10:00 202-555-0123', 'number'], ['5/17/2026, 202-555-0123', 'number'], ['[202 555 0123]', 'number'],
  // Where the search for numbers goes on depends on how often it was in vain, and on what is no number but a card.
  ['202 555 0123 22 1111 1 1 7 7 7 202 555 0123 7', 'number'], ['1 1 2026/01/10 192.168.1.1 202-555-0123', 'number'],
  ['ext. 101', 'extension'], ['Ext:101', 'extension'], ['x101', 'extension'], ['line\nx101', 'extension'], ['ext 101', 'extension'],
  ['202-555-0123,,101', 'number', 'extension'], ['202-555-0123 *101', 'number', 'extension'], ['202-555-0123x101', 'number', 'extension'],
  ['PJSIP/1001-0000001a', 'extension'], ['Local/101', 'extension'], ['\u0434\u043e\u0431. 101', 'extension'], ['\u0412\u041d 101', 'extension'],
  ['extensi\u00f3n 101', 'extension'], ['\u96fb\u8a71x1234', 'extension'], ['Durchwahl: 24', 'extension'], ['a;ext=101', 'extension'],
  ['ann@example.org', 'address'], ['"a b"@example.org', 'address'], ['to:ann@b.example!', 'address'], ['\u00e9@ex\u00e4mple.org', 'address'],
  ['sip:1001@10.0.0.1', 'uri'], ['<tel:7042>', 'uri'], ['CALLTO:1001', 'uri'], ['https://example.org/?email=ann', 'uri'], ['/a%40b', 'uri'],
  ['a=%', 'uri'], ['%=a', 'uri'], ['https://example.org/#access_token=abcdefgh1234', 'uri'], ['ftp://ann:secret@host', 'uri'],
  [`Bearer ${'a1'.repeat(10)}`, 'credential'], [`eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`, 'credential'],
  [`-----BEGIN PRIVATE KEY-----\n${'A1'.repeat(30)}`, 'credential'], ['AKIA1234567890ABCDEF', 'credential'], [`ghp_${'a1'.repeat(18)}`, 'credential'],
  [`github_pat_${'a1'.repeat(18)}`, 'credential'], [`xoxb-${'1'.repeat(24)}`, 'credential'], [`sk_live_${'1a'.repeat(12)}`, 'credential'],
  ['+44\u00a07700', 'obscured'], ['\u0664\u0664', 'obscured'], ['\n {"a":1}', 'obscured'], ['"[1]"', 'obscured'], [' "\\"', 'obscured'],
]

/** Where numbers and extensions are found most easily. */
const REGIONS = ['US', 'GB', 'DE', 'FR', 'IT', 'IN', 'AT', 'BR']
const PLACES: readonly Place[] = (['neutral', 'spoken'] as const).flatMap((key) => [REGIONS, []].map((regions) => ({
  regions, telephony: true, saysExtension: true, key, fax: false, businessDomains: new Set<string>(), plan: BUILT_IN_PLAN,
})))
const FINDERS = DETECTORS.filter(({ find }) => find !== undefined)
const DETECTIONS = [createDetection({ regions: REGIONS }), createDetection()]

function foundBy(detector: Detector, text: string, hints: number): string {
  const found: string[] = []
  for (const place of PLACES) detector.find?.(text, place, (category, start, end) => found.push(`${category} ${text.slice(start, end)}`), hints)
  return found.join('; ')
}

/** What is found in a text for which there is no hint; `` if nothing is. */
function missed(text: string, hints: number): string {
  if ((hints & HINT_OBSCURED) !== 0) return ''
  if (fold(text) !== null && fold(text)?.text !== text) return 'it is folded'
  for (const detector of FINDERS) {
    const told = (hints & (detector.hints ?? ANY_HINT)) === 0 ? '' : foundBy(detector, text, hints)
    const found = foundBy(detector, text, ANY_HINT)
    if (found !== told) return `${detector.id}: ${found}, but with its hints: ${told}`
  }
  let part = ''
  if ((hints & HINT_URI) === 0) visitUriParts(plainView(text), ({ text: inner }) => (part = `part ${inner}`))
  return part === '' && hints === 0 ? detected(text) : part
}

/** What the detection finds where nothing but the form of the value speaks. */
function detected(text: string): string {
  const out: Finding[] = []
  for (const detection of DETECTIONS) {
    for (const [own, siblings] of [['', NO_SIBLINGS], ['comment', UNKNOWN_SIBLINGS], ['fromNumber', UNKNOWN_SIBLINGS]] as const) {
      const leaf: DetectableLeaf = {
        kind: STRING, view: plainView(text), flags: 0x7f | (63 << 16), own: detection.classify(own), parent: detection.classify(''), inherited: null,
        siblings, outer: siblings,
      }
      detection.detect(leaf, out)
    }
  }
  const byForm = out.find(({ whole }) => !whole)
  return byForm === undefined ? '' : `${byForm.detector}: ${byForm.view.text.slice(byForm.start, byForm.end)}`
}

describe('lookCloser', () => {
  for (const [what, texts] of Object.entries(NONE)) {
    it(`has no hint for ${what}`, () => {
      for (const text of texts) expect(named(hintsOf(text)), text).to.deep.equal([])
    })
  }

  it('hints at what detectors find', () => {
    for (const [text, ...hints] of SOME) {
      expect(named(hintsOf(text)), text).to.deep.equal(hints)
      // The same in the middle of a window, with other bytes around.
      const bytes = Buffer.from(`99${text}99`)
      const digits = bytes.filter((byte) => byte >= 0x30 && byte <= 0x39).length - 4
      if (hints[0] !== 'obscured') expect(named(lookCloser(bytes, 2, bytes.length - 2, 0, digits)), text).to.deep.equal(hints)
    }
  })

  it('does not take the letter of an escape for one of the text', () => {
    expect(named(hintsOf('', '"\\next 101"'))).to.deep.equal(['extension'])
    expect(named(hintsOf('', '"\\\\next 101"'))).to.deep.equal([])
    expect(named(hintsOf('', '"e\\nxt 101"'))).to.deep.equal([])
    expect(named(hintsOf('', '"https:\\/\\/a:bc@d\\/24"'))).to.deep.equal(['uri'])
    expect(named(hintsOf('', '"2026\\/01\\/10"'))).to.deep.equal([])
    expect(named(hintsOf('', '"\\u0041"'))).to.deep.equal([])
    expect(named(hintsOf('', '"ann\\u0040example.org"'))).to.deep.equal(['address'])
    expect(named(hintsOf('', '"\\u002b44 7700 90012\\u0033"'))).to.deep.equal(['number'])
    expect(named(hintsOf('', '"J\\u00f6rg \\u0416 \\u4e2d \\ud840\\udc00 \\uD840\\uDC00"'))).to.deep.equal([])
    for (const folded of ['\\u00a0', '\\u200b', '\\uff11', '\\ud835\\udfce', '\\ud83d', '\\ude00', '\\ud83d\\n', '\\ud83d\\u0041']) {
      expect(named(hintsOf('', `"a${folded}"`)), folded).to.deep.equal(['obscured'])
    }
    expect(named(hintsOf('', '" \\u007b"'))).to.deep.equal(['obscured'])
    expect(named(hintsOf('', '"\\\\u0041"'))).to.deep.equal([])
    expect(named(hintsOf('', `"${'\\n'.repeat(2049)}"`))).to.deep.equal(['obscured'])
  })

  it('knows every character that folding changes', () => {
    for (let point = 0x80; point < 0x11_0000; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue
      const character = String.fromCodePoint(point)
      const [first = 0, second = 0] = Buffer.from(character)
      if (FOLDING[((first & 0x3f) << 6) | (second & 0x3f)] === 1) continue
      expect(fold(character)?.text, `U+${point.toString(16)}`).to.equal(character)
    }
  }).timeout(60_000)

  it('is asked by every detector that looks for forms', () => {
    for (const { id, hints = 0 } of FINDERS) {
      expect(hints, id).to.be.above(0)
      expect(hints & ANY_HINT & ~HINT_OBSCURED, id).to.equal(hints)
    }
  })

  it(`misses nothing that a detector finds (seed ${SEED}, ${RUNS} texts)`, () => {
    const corpus = corpusTexts()
    let silent = 0
    for (const text of corpus) expect(missed(text, hintsOf(text)), text).to.equal('')
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const text = makeText(r, corpus)
      const raw = spell(text, r)
      const hints = hintsOf(text, raw)
      if (hints === 0) silent++
      const found = missed(text, hints)
      if (found !== '') expect.fail(`${found}, in ${raw}, seed ${SEED + i}`)
    }
    // Were every text hinted at, nothing would have been tried.
    expect(silent).to.be.above(RUNS / 10)
  }).timeout(0)
})
