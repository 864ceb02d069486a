import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { jsonView } from '../../lib/bytes/text.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import type { DetectableLeaf } from '../../lib/detect/detection.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { shapeOf } from '../../lib/detect/shape.ts'
import { lookCloser } from '../../lib/walk/hints.ts'
import { ANY_HINT, HAS_ESCAPE, HINT_OBSCURED, LOOKED_CLOSER } from '../../lib/walk/leaf.ts'
import { random } from '../helpers/documents.ts'
import { ROOT } from '../helpers/root.ts'
import { corpusTexts, makeText } from '../walk/hint-texts.ts'
import { flagsOf, leafOf, type Entry } from './leaf-of.ts'

/** Texts that are tried. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = 20 * Number(process.env['EGRESS_RUNS'] ?? 200)
const SEED = Number(process.env['EGRESS_SEED'] ?? 60_221)

const CORPORA = join(ROOT, 'test', 'corpora')
const ENTRIES = readdirSync(CORPORA).flatMap((name) => ['hit', 'miss', 'gap'].flatMap((kind) =>
  JSON.parse(readFileSync(join(CORPORA, name, `${kind}.json`), 'utf8')) as Entry[]))
const KEYS = [null, 'comment', 'phone', 'extension', 'email', 'id', 'url', 'downloadUrl', 'value', 'from', 'fax', 'notes', 'type']
const DETECTIONS = [createDetection({ regions: ['US', 'GB', 'DE'], businessDomains: ['example.com'] }), createDetection()]

/** Of what is asked, with and without the closer look: what is found, and whether it is the same for all such leaves. */
interface Said {
  found: string[]
  shared: boolean
}

/** What both detections say of a leaf with these flags. */
function said(entry: Entry, view: DetectableLeaf['view'], flags: number): Said[] {
  return DETECTIONS.map((detection) => {
    const leaf = { ...leafOf(detection, entry), view, flags }
    const out: Parameters<typeof detection.detect>[1] = []
    detection.detect(leaf, out)
    const bytes = Buffer.from(view.text, 'latin1')
    const shape = shapeOf(bytes, 0, bytes.length, bytes.includes('@'))
    const shared = detection.likeness?.isShared(leaf, shape, out) === true
    const found = out.map(({ category, start, end, view: own, whole, confidence, detector, context, region, numberType }) => JSON.stringify(
      [category, own.text, start, end, own.toOuter(start), own.toOuter(end), whole, confidence, detector, context, region, numberType]))
    return { found, shared }
  })
}

let told = 0
let silent = 0

function compare(entry: Entry, raw: string): void {
  const bytes = Buffer.from(raw)
  const escape = raw.includes('\\') ? HAS_ESCAPE : 0
  const view = jsonView(bytes, 1, bytes.length - 1, escape === 0 && !/[^ -~]/.test(raw))
  const text = raw.slice(1, -1)
  const plain = flagsOf(text) | escape
  const digits = bytes.filter((byte) => byte >= 0x30 && byte <= 0x39).length
  const hints = lookCloser(bytes, 1, bytes.length - 1, plain, digits)
  const looked = plain | LOOKED_CLOSER | hints
  const [all, hinted] = [said(entry, view, plain), said(entry, view, looked)]
  if ((hints & HINT_OBSCURED) === 0) told++
  if ((hints & ANY_HINT) === 0) silent++
  for (const [i, { found, shared }] of all.entries()) {
    expect(hinted[i]?.found, `${raw} under ${entry.key}`).to.deep.equal(found)
    // Whoever is not asked cannot object: with hints more is shared, and never less.
    if (shared) expect(hinted[i]?.shared, `${raw} under ${entry.key}`).to.equal(true)
  }
}

describe('detectors that are asked by hints', () => {
  beforeEach(() => {
    told = silent = 0
  })

  it('find in the corpora what they find unasked', () => {
    for (const entry of ENTRIES) {
      if (typeof entry.value !== 'string') continue
      for (const as of [undefined, 'key'] as const) compare({ ...entry, ...(as && { as }) }, JSON.stringify(entry.value))
    }
    expect(told).to.be.above(ENTRIES.length / 2)
    expect(silent).to.be.above(ENTRIES.length / 10)
  })

  it(`find in made texts what they find unasked (seed ${SEED}, ${RUNS} texts)`, () => {
    const corpus = corpusTexts()
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const text = makeText(r, corpus)
      const key = KEYS[r(KEYS.length)] ?? null
      const siblings = r(3) === 0 ? { direction: 'in', duration: 3, callId: 'a', type: 'work_extension', country: 'GB' } : undefined
      const entry: Entry = { key, value: text, find: [], known: r(4) > 0, ...(siblings && { siblings }), ...(r(5) === 0 && { as: 'key' as const }) }
      const raw = JSON.stringify(text)
      compare(entry, r(4) === 0 ? raw.replaceAll('/', '\\/') : raw)
    }
    expect(told).to.be.above(RUNS / 2)
    expect(silent).to.be.above(RUNS / 20)
  }).timeout(0)

  it('are asked if they have the hint, and only then', () => {
    const finders = DETECTORS.filter(({ find }) => find !== undefined)
    const asked: string[] = []
    const detection = createDetection({}, finders.map((detector) => ({ ...detector, find: () => void asked.push(detector.id) })))
    const leaf = leafOf(detection, { key: null, value: 'call +44 7700 900123', find: [] })
    for (let bit = 1; bit <= ANY_HINT; bit <<= 1) {
      if ((bit & ANY_HINT & ~HINT_OBSCURED) === 0) continue
      asked.length = 0
      detection.detect({ ...leaf, flags: leaf.flags | LOOKED_CLOSER | bit }, [])
      expect(asked).to.deep.equal(finders.filter(({ hints = 0 }) => (hints & bit) !== 0).map(({ id }) => id)).and.not.empty
    }
    // Where nobody looked, or could tell, the text is asked.
    for (const flags of [0, LOOKED_CLOSER | HINT_OBSCURED]) {
      asked.length = 0
      detection.detect({ ...leaf, flags: leaf.flags | flags }, [])
      expect(asked).to.deep.equal(['phone', 'extension', 'credential'])
    }
  })
})
