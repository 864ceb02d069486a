import { categoryLabel } from '../../lib/detect/category.ts'
import type { Body } from './body.ts'
import type { Outcome } from './compare.ts'
import { resolve, type Where } from './ledger.ts'

const EXAMPLES = 3

interface Group {
  count: number
  readonly examples: string[]
}

/** Examples of what went wrong, by what it is and where it stands. */
export class Misses {
  private readonly groups = new Map<string, Group>()

  add({ name, region, text }: Body, { leaked, damaged }: Outcome): void {
    for (const { category, place, where, gap } of leaked) {
      const what = `leaked: ${categoryLabel(category)}, ${place}, ${name}${shape(where)}`
      if (gap === null) this.count(what, text, where, region)
    }
    for (const { kind, where } of damaged) this.count(`damaged: ${kind}, ${name}${shape(where)}`, text, where, region)
  }

  /** The `most` largest groups, the largest first. */
  print(most: number): string {
    const largest = [...this.groups].sort(([, one], [, other]) => other.count - one.count).slice(0, most)
    return largest.map(([name, { count, examples }]) => [`${count} x ${name}`, ...examples].join('\n    ')).join('\n')
  }

  private count(name: string, text: string, where: Where, region: string | null): void {
    const group = this.groups.get(name) ?? { count: 0, examples: [] }
    this.groups.set(name, group)
    group.count++
    const example = `${JSON.stringify(resolve(text, where).value)} (${region ?? 'no region'})`
    if (group.examples.length < EXAMPLES && !group.examples.includes(example)) group.examples.push(example)
  }
}

/** A pointer with a star for every index. */
function shape(where: Where): string {
  return where.map((pointer) => pointer.replace(/\/\d+(?=\/|$)/g, '/*')).join(' > ')
}
