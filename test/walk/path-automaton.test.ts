import { expect } from 'chai'
import { ELEMENT, PathAutomaton } from '../../lib/walk/path-automaton.ts'

function matches(patterns: readonly string[], path: readonly (string | number)[]): readonly number[] {
  const automaton = new PathAutomaton(patterns)
  let state = automaton.start
  for (const segment of path) {
    state = automaton.next(state, typeof segment === 'number' ? ELEMENT : (automaton.literals.get(segment) ?? -1))
  }
  return automaton.patternsAt(state)
}

const ROWS: readonly [pattern: string, path: (string | number)[], matches: boolean][] = [
  ['/a', ['a'], true],
  ['/a', ['b'], false],
  ['/a', ['a', 'b'], false],
  ['/a/*', ['a', 0], true],
  ['/a/*', ['a', 'x'], true],
  ['/a/*', ['a'], false],
  ['/a/**', ['a'], true],
  ['/a/**', ['a', 'b', 0, 'c'], true],
  ['/**/c', ['c'], true],
  ['/**/c', ['a', 0, 'c'], true],
  ['/**/c', ['c', 'd'], false],
  ['/**/a/**/b', ['x', 'a', 'y', 'a', 'b'], true],
  ['/a~1b/c~0d', ['a/b', 'c~d'], true],
  ['/**', [], true],
]

describe('PathAutomaton', () => {
  for (const [pattern, path, wanted] of ROWS) {
    it(`${wanted ? 'matches' : 'does not match'} /${path.join('/')} with ${pattern}`, () => {
      expect(matches([pattern], path)).to.deep.equal(wanted ? [0] : [])
    })
  }
  it('tells patterns apart', () => {
    expect(matches(['/a/b', '/**', '/a/*', '/x'], ['a', 'b'])).to.have.members([0, 1, 2])
  })
})
