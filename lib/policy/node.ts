/** A policy file as read: the same tree for JSON and YAML, and for every node the place where it is written. */
export type PolicyNode = ScalarNode | ArrayNode | ObjectNode

export interface ScalarNode {
  readonly kind: 'scalar'
  /** Offset in UTF-16 units. */
  readonly at: number
  readonly value: string | number | boolean | null
}

export interface ArrayNode {
  readonly kind: 'array'
  readonly at: number
  readonly items: readonly PolicyNode[]
}

export interface ObjectNode {
  readonly kind: 'object'
  readonly at: number
  readonly members: ReadonlyMap<string, Member>
}

export interface Member {
  /** Where the name is written. */
  readonly at: number
  readonly value: PolicyNode
}

/** The way from the root of a document to one of its nodes. */
export type Route = readonly (string | number)[]

/** The node as plain data, frozen; objects have no prototype, so that no name means anything special. */
export function valueOf(node: PolicyNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'array') return Object.freeze(node.items.map(valueOf))
  const value = Object.create(null) as Record<string, unknown>
  for (const [name, member] of node.members) value[name] = valueOf(member.value)
  return Object.freeze(value)
}

/** Where the node at the end of a route is written, or the last node on the way that exists. */
export function offsetOf(root: PolicyNode, route: Route, part: 'name' | 'value' = 'value'): number {
  let node = root
  let at = root.at
  for (const [index, step] of route.entries()) {
    const member = node.kind === 'object' ? node.members.get(String(step)) : undefined
    const next = member?.value ?? (node.kind === 'array' ? node.items[Number(step)] : undefined)
    if (next === undefined) return at
    at = part === 'name' && member !== undefined && index === route.length - 1 ? member.at : next.at
    node = next
  }
  return at
}
