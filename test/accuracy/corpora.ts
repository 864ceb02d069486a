import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDetection } from '../../lib/detect/compile.ts'
import type { Detection } from '../../lib/detect/detection.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { findIn, written, type Entry } from '../detect/leaf-of.ts'
import { ROOT } from '../helpers/root.ts'
import type { Share } from './tally.ts'

/** What the corpora that were written by hand say of a detector. */
export interface CorpusRow {
  readonly detector: string
  /** Hits that are not found exactly. */
  readonly missed: Share
  /** Misses in which something is found. */
  readonly damaged: Share
  /** Values that are known not to be found. */
  readonly gaps: number
}

export function corpusRows(): CorpusRow[] {
  const detections = new Map<string, Detection>()
  const find = (entry: Entry): string => {
    const regions = entry.regions ?? []
    const detection = detections.get(regions.join()) ?? createDetection({ regions })
    detections.set(regions.join(), detection)
    return JSON.stringify(written(findIn(detection, entry)))
  }
  return DETECTORS.map(({ id }) => ({
    detector: id,
    missed: share(read(id, 'hit'), (entry) => find(entry) !== JSON.stringify(entry.find)),
    damaged: share(read(id, 'miss'), (entry) => find(entry) !== '[]'),
    gaps: read(id, 'gap').length,
  }))
}

function read(detector: string, kind: string): Entry[] {
  return JSON.parse(readFileSync(join(ROOT, 'test/corpora', detector, `${kind}.json`), 'utf8')) as Entry[]
}

function share(entries: readonly Entry[], isPart: (entry: Entry) => boolean): Share {
  return { part: entries.filter(isPart).length, whole: entries.length }
}
