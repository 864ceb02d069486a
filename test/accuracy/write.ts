import { segment, type Clean, type Ledger, type Planted, type Scalar, type Where } from './ledger.ts'
import { Inside, Keyed, Leaf, type Tree } from './tree.ts'

/** A body as it would be sent, and what is in it. */
export interface Written extends Ledger {
  readonly text: string
}

export function write(tree: Tree): Written {
  const writer = new Writer()
  const text = writer.tree(tree, [''])
  return { text, planted: writer.planted, clean: writer.clean }
}

/** What a scalar is of which nothing is said. */
const OWN = 'word or figure of the API'

class Writer {
  readonly planted: Planted[] = []
  readonly clean: Clean[] = []

  tree(tree: Tree, where: Where): string {
    if (tree === null || typeof tree !== 'object') return this.leaf(new Leaf(tree, [], OWN), where)
    if (tree instanceof Leaf) return this.leaf(tree, where)
    if (tree instanceof Inside) return JSON.stringify(this.tree(tree.tree, [...where, '']))
    if (tree instanceof Keyed) return this.object(tree.entries, where)
    if (Array.isArray(tree)) {
      return `[${(tree as readonly Tree[]).map((element, at) => this.tree(element, below(where, at))).join(',')}]`
    }
    return this.object(Object.entries(tree), where)
  }

  private object(entries: readonly (readonly [key: string | Leaf, value: Tree])[], where: Where): string {
    const members = entries.map(([key, value]) => {
      const name = key instanceof Leaf ? String(key.value) : key
      const inside = below(where, name)
      const written = key instanceof Leaf ? this.leaf(key, inside) : JSON.stringify(key)
      return `${written}:${this.tree(value, inside)}`
    })
    return `{${members.join(',')}}`
  }

  private leaf({ value, plants, kind, isEscaped }: Leaf, where: Where): string {
    for (const plant of plants) this.planted.push({ ...plant, where })
    if (kind !== null) this.clean.push({ kind, value, where })
    return isEscaped ? escaped(value) : JSON.stringify(value)
  }
}

function below(where: Where, name: string | number): Where {
  return [...where.slice(0, -1), `${where.at(-1) ?? ''}${segment(name)}`]
}

/** Everything that is not a letter as `\uXXXX`: signs and digits are what detectors look for. */
function escaped(value: Scalar): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return `"${value.replace(/[^a-z]/g, (unit) => `\\u${hex(unit)}`)}"`
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0')
}
