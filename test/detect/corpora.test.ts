import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { createDetection } from '../../lib/detect/compile.ts'
import type { Detection } from '../../lib/detect/detection.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { DIGITS_SHIFT, KEY, NUMBER } from '../../lib/walk/leaf.ts'
import { T_NUMBER, T_STRING } from '../../lib/walk/watch.ts'
import { ROOT } from '../helpers/root.ts'
import { findIn, leafOf, written, type Entry } from './leaf-of.ts'

const FOLDER = join(ROOT, 'test/corpora')
const LEAST = 20

function read(detector: string, kind: string): Entry[] {
  return JSON.parse(readFileSync(join(FOLDER, detector, `${kind}.json`), 'utf8')) as Entry[]
}

const detections = new Map<string, Detection>()
function detectionFor(regions: readonly string[] = []): Detection {
  const name = regions.join()
  const detection = detections.get(name) ?? createDetection({ regions })
  detections.set(name, detection)
  return detection
}

/** True if a walker would report the leaf. */
function isReported(detection: Detection, entry: Entry): boolean {
  const { kind, flags, own, parent, inherited } = leafOf(detection, entry)
  if (kind === KEY && parent.tellsKeys === true) return true
  const type = kind === NUMBER ? T_NUMBER : T_STRING
  if (((own.watch | (inherited?.watch ?? 0)) & type) !== 0 || own.fact) return true
  if (kind === NUMBER) return false
  return (flags & detection.gates.anyFlag) !== 0 || flags >>> DIGITS_SHIFT >= detection.gates.minDigits
}

describe('corpora', () => {
  it('exist for every detector, and for nothing else', () => {
    const ids = DETECTORS.map(({ id }) => id)
    expect(ids).to.have.lengthOf(new Set(ids).size)
    for (const id of ids) expect(existsSync(join(FOLDER, id)), id).to.equal(true)
    expect(readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'hit.json'))).sort()).to.deep.equal([...ids].sort())
  })

  for (const { id, categories } of DETECTORS) {
    describe(id, () => {
      it('finds every hit, exactly', () => {
        const entries = read(id, 'hit')
        expect(entries.length).to.be.at.least(LEAST)
        for (const entry of entries) {
          expect(written(findIn(detectionFor(entry.regions), entry)), JSON.stringify(entry)).to.deep.equal(entry.find)
        }
        const shown = new Set(entries.flatMap((entry) => entry.find.map(([category]) => category)))
        expect([...shown]).to.include.members([...categories])
      })

      it('sees every hit through the gates', () => {
        for (const entry of read(id, 'hit')) expect(isReported(detectionFor(entry.regions), entry), JSON.stringify(entry)).to.equal(true)
      })

      it('leaves every miss', () => {
        const entries = read(id, 'miss')
        expect(entries.length).to.be.at.least(LEAST)
        for (const entry of entries) {
          expect(written(findIn(detectionFor(entry.regions), entry)), JSON.stringify(entry)).to.deep.equal([])
          expect(entry.why, JSON.stringify(entry)).to.be.a('string')
        }
      })

      it('has the gaps that it admits', () => {
        for (const entry of read(id, 'gap')) {
          expect(entry.why, JSON.stringify(entry)).to.be.a('string').and.not.equal('')
          expect(written(findIn(detectionFor(entry.regions), entry)), JSON.stringify(entry)).to.not.deep.equal(entry.find)
        }
      })
    })
  }
})
