import { expect } from 'chai'
import { plainView } from '../../lib/bytes/plain-view.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import { NO_SIBLINGS } from '../../lib/detect/detection.ts'
import { PART, STRING } from '../../lib/walk/leaf.ts'

const detection = createDetection({ regions: ['US', 'DE'], businessDomains: ['example.com'] })

function seconds(text: string, key: string, kind: typeof PART | typeof STRING): number {
  const own = detection.classify(key)
  const neutral = detection.classify('')
  // Time of this process alone: what else the machine does is no part of the growth.
  const began = process.cpuUsage()
  detection.detect({ kind, view: plainView(text), flags: -1, own, parent: neutral, inherited: null, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }, [])
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1e6
}

/**
 * The exponent of growth between two lengths; 1 is linear, 2 quadratic. The best of several runs, to shut out the
 * machine.
 */
function exponent(unit: string, key: string, kind: typeof PART | typeof STRING): number {
  const small = unit.repeat(Math.ceil(2_000 / unit.length))
  const best = (text: string): number => Math.min(...[1, 2, 3, 4].map(() => seconds(text, key, kind)))
  return Math.log2(best(small.repeat(16)) / Math.max(best(small), 1e-3)) / 4
}

describe('work grows with the text', function () {
  this.timeout(60_000)
  // A quadratic scan fails every time; a linear one may meet a collection of garbage.
  this.retries(3)
  for (const unit of ['a', '@', 'a@', 'a.a@a.', '"@', '\\"@', '(1', '1 ', '+', '1-', '7', '+1 ', 'ext ', 'x1', ':', 'sip:', 'sip:1@', 'tel:1', '://', 'a://b:', '%', '%4', '%40', '%80', '?a=', 'a=%41&', '=@', '/@', '*', '~', '\u0661', '\u200b', 'a\u200b@', '[', '<1', '12,,', ' . ']) {
    it(JSON.stringify(unit), () => {
      for (const key of ['', 'notes']) expect(exponent(unit, key, PART), key).to.be.below(1.7)
      expect(exponent(unit, 'phone', STRING)).to.be.below(1.7)
    })
  }
})
