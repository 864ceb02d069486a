import { expect } from 'chai'
import fc from 'fast-check'
import { overlap } from '../../lib/policy/path-patterns.ts'

/** Every place down to four names, out of two. */
const PLACES: readonly (readonly string[])[] = (function places(depth: number): string[][] {
  return depth === 0 ? [[]] : places(depth - 1).flatMap((path) => (path.length === depth - 1 ? [path, [...path, 'a'], [...path, 'b']] : [path]))
})(4)

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return path.length === 0
  if (first === '**') return matches(rest, path) || (path.length > 0 && matches(pattern, path.slice(1)))
  return path.length > 0 && (first === '*' || first === path[0]) && matches(rest, path.slice(1))
}

describe('path patterns', () => {
  it('overlap where there is a place for both', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '**'), { maxLength: 3 })
    let yes = 0
    fc.assert(fc.property(pattern, pattern, (a, b) => {
      // What two patterns of three names share, they share within four.
      const shared = PLACES.some((place) => matches(a, place) && matches(b, place))
      const text = (segments: string[]): string => segments.map((segment) => `/${segment}`).join('')
      expect(overlap(text(a), text(b)), `${text(a)} ${text(b)}`).to.equal(shared)
      if (shared) yes++
    }), { numRuns: 2000 })
    expect(yes).to.be.within(200, 1800)
  })

  it('takes no time for what is long', () => {
    expect(overlap('/**/a'.repeat(300), `${'/**/b'.repeat(300)}/c`)).to.equal(false)
  })
})
