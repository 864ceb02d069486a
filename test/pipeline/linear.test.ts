import { expect } from 'chai'
import { run, toySession } from '../helpers/toy.ts'

/** Processor seconds of filtering a body in one chunk; the least of some runs. */
function seconds(body: string): number {
  return Math.min(...[1, 2, 3].map(() => {
    const began = process.cpuUsage()
    run(toySession(), body)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1e6
  }))
}

/** Bodies of `count` parts that once cost more than their length. */
const BODIES: Record<string, (count: number) => string> = {
  'leaves that wait for one object': (count) => `{"a":[${Array<string>(count).fill('"foo"').join()}]}`,
  'members that wait for each other': (count) => `{${Array.from({ length: count }, (_, i) => `"k${i}":"foo"`).join()}}`,
  'small objects': (count) => `[${Array<string>(count).fill('{"v":"foo","type":"work"}').join()}]`,
  'white space': (count) => `[${' '.repeat(count * 8)}1]`,
}

describe('work grows with the body, all of it in one chunk', function () {
  // A quadratic scan fails every time; a linear one may meet a collection of garbage.
  this.retries(3)
  for (const [what, make] of Object.entries(BODIES)) {
    it(what, () => {
      const growth = Math.log2(seconds(make(80_000)) / Math.max(seconds(make(5_000)), 2e-3)) / 4
      expect(growth).to.be.below(1.6)
    })
  }
})
