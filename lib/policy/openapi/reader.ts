import type { ErrorCode } from '../../errors.ts'
import type { PolicyDocument } from '../document.ts'
import type { ObjectNode, PolicyNode } from '../node.ts'
import { positionAt } from '../position.ts'
import type { PolicyProblem } from '../problem.ts'
import { didYouMean } from '../suggest.ts'

/** A node, and where it is written as a JSON Pointer. */
export interface Spot<Node extends PolicyNode = PolicyNode> {
  readonly node: Node
  readonly pointer: string
}

type Detail = Pick<PolicyProblem, 'what' | 'example'> & { readonly code?: ErrorCode }

const LOCAL = '"$ref": "#/components/schemas/Contact"'

/** An OpenAPI document while it is read: its nodes, the references between them, and what is wrong with it. */
export class Reader {
  readonly root: PolicyNode
  /** In 3.0, what stands beside `$ref` is without meaning. */
  readonly isOlder: boolean
  private readonly document: PolicyDocument
  private readonly problems: PolicyProblem[]
  private readonly said = new Set<string>()
  private readonly targets = new Map<string, Spot | null>()

  constructor(document: PolicyDocument, problems: PolicyProblem[]) {
    this.document = document
    this.root = document.root
    this.problems = problems
    this.isOlder = textOf(document.root, 'openapi')?.startsWith('3.0') === true
  }

  /** Notes that something is wrong, once for each place: schemas are met as often as they are referred to. */
  complain(at: number, { code = 'ERR_EGRESS_POLICY_SCHEMA', what, example }: Detail): void {
    const key = `${at} ${what}`
    if (this.said.has(key)) return
    this.said.add(key)
    const { file, text } = this.document
    this.problems.push({ code, file, ...positionAt(text, at), what, example })
  }

  /** An object, behind as many references as stand before it; null, with a complaint, where there is none. */
  object(spot: Spot, what: string): Spot<ObjectNode> | null {
    const seen = new Set<PolicyNode>()
    for (let here: Spot | null = spot; here !== null; here = this.target(here)) {
      const { node, pointer } = here
      if (node.kind !== 'object') {
        this.complain(node.at, { what: `${what} must be an object`, example: `${what}: { ... }` })
        return null
      }
      if (!node.members.has('$ref')) return { node, pointer }
      if (seen.has(node)) {
        this.complain(node.at, { what: 'this reference leads back to itself', example: LOCAL })
        return null
      }
      seen.add(node)
    }
    return null
  }

  /** What the `$ref` of a node refers to; null, with a complaint, where it leads nowhere. */
  target({ node }: Spot): Spot | null {
    const member = node.kind === 'object' ? node.members.get('$ref')?.value : undefined
    if (member === undefined) return null
    if (member.kind !== 'scalar' || typeof member.value !== 'string') {
      this.complain(member.at, { what: '`$ref` must be a text', example: LOCAL })
      return null
    }
    return this.refer(member.value, member.at)
  }

  /** The node that a local reference leads to. */
  refer(reference: string, at: number): Spot | null {
    const known = this.targets.get(reference)
    if (known !== undefined && known !== null) return known
    const found = this.find(reference, at)
    this.targets.set(reference, found)
    return found
  }

  private find(reference: string, at: number): Spot | null {
    if (!reference.startsWith('#')) {
      const what = 'a reference to another file is not followed; put everything into one file'
      this.complain(at, { code: 'ERR_EGRESS_POLICY_REFERENCE', what, example: LOCAL })
      return null
    }
    const pointer = decoded(reference.slice(1))
    if (pointer === null || (pointer !== '' && !pointer.startsWith('/'))) {
      const what = 'a reference must be a JSON Pointer behind `#`; anchors are not followed'
      this.complain(at, { code: 'ERR_EGRESS_POLICY_REFERENCE', what, example: LOCAL })
      return null
    }
    let node = this.root
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
      const next: PolicyNode | undefined = node.kind === 'object'
        ? node.members.get(name)?.value
        : node.kind === 'array' && /^(?:0|[1-9]\d{0,8})$/.test(name) ? node.items[Number(name)] : undefined
      if (next === undefined) {
        const names = node.kind === 'object' ? [...node.members.keys()] : []
        const what = `\`${reference}\` leads to nothing: there is no \`${name}\`${didYouMean(name, names)}`
        this.complain(at, { code: 'ERR_EGRESS_POLICY_REFERENCE', what, example: LOCAL })
        return null
      }
      node = next
    }
    return { node, pointer }
  }
}

function decoded(fragment: string): string | null {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return null
  }
}

/** A member of a spot. */
export function memberOf({ node, pointer }: Spot, name: string): Spot | null {
  const member = node.kind === 'object' ? node.members.get(name) : undefined
  return member === undefined ? null : { node: member.value, pointer: `${pointer}/${escaped(name)}` }
}

/** All members of a spot, `$ref` and extensions included. */
export function membersOf({ node, pointer }: Spot): [name: string, spot: Spot][] {
  if (node.kind !== 'object') return []
  return [...node.members].map(([name, { value }]) => [name, { node: value, pointer: `${pointer}/${escaped(name)}` }])
}

/** All items of a spot. */
export function itemsOf({ node, pointer }: Spot): Spot[] {
  return node.kind === 'array' ? node.items.map((item, index) => ({ node: item, pointer: `${pointer}/${index}` })) : []
}

/** A name as a segment of a JSON Pointer. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The scalar that a member of an object is; undefined where it is missing, or something else. */
export function scalarOf(node: PolicyNode, name: string): string | number | boolean | null | undefined {
  const value = node.kind === 'object' ? node.members.get(name)?.value : undefined
  return value?.kind === 'scalar' ? value.value : undefined
}

/** The text that a member of an object is. */
export function textOf(node: PolicyNode, name: string): string | undefined {
  const value = scalarOf(node, name)
  return typeof value === 'string' ? value : undefined
}
