import { itemsOf, memberOf, textOf } from './reader.ts'
import type { Spot } from './reader.ts'

const ORIGIN = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/[^/]*/

/**
 * The paths of the servers that stand nearest to an operation: its own, else those of its path, else those of the
 * document. Always with none at all, for services that do not see what stands before their own path.
 */
export function prefixesOf(nearest: readonly Spot[]): readonly string[] {
  const lists = nearest.map((spot) => itemsOf(memberOf(spot, 'servers') ?? spot))
  const servers = lists.find(({ length }) => length > 0) ?? []
  const paths = servers.map(({ node }) => (textOf(node, 'url') ?? '').replace(ORIGIN, '').replace(/[/]+$/, ''))
  return Object.freeze([...new Set(['', ...paths.filter((path) => path.startsWith('/'))])].sort())
}
