import type { ApiDescription } from './description.ts'

/** A part of the templates: what may stand in the next segment, from the most concrete to the least. */
interface Step {
  readonly literals: Map<string, Step>
  /** `{name}.json`: what stands around the variable. The longer comes first. */
  readonly parts: { readonly before: string; readonly after: string; readonly step: Step }[]
  /** `{id}` */
  any: Step | null
  /** Operation by method. */
  readonly ends: Map<string, string>
}

const REQUEST = /^([A-Za-z]+) +(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/

/**
 * Finds the operation that a request is for. Servers differ in what they take for the same path, so capitals, empty
 * segments and a slash at the end mean nothing here: of a request that is answered, the operation should be found.
 */
export class Routes {
  private readonly ids: ReadonlySet<string>
  private readonly root = newStep()

  /** @param ids `GET /contacts/{id}`; what stands before the paths of the description is known from `api` */
  constructor(ids: Iterable<string>, api: ApiDescription | null) {
    this.ids = new Set(ids)
    for (const id of this.ids) {
      for (const prefix of api?.operations.get(id)?.prefixes ?? ['']) this.add(id, prefix)
    }
  }

  /** The operation; `request` is one already, or a method and a path. Empty if there is none. */
  find(request: string): string {
    if (this.ids.has(request)) return request
    const [, method = '', path = ''] = REQUEST.exec(request) ?? []
    const segments = segmentsOf(path).map(decoded)
    const verb = method.toUpperCase()
    // Whoever answers GET answers HEAD.
    const found = follow(this.root, segments, 0, verb)
    return found ?? (verb === 'HEAD' ? follow(this.root, segments, 0, 'GET') : null) ?? ''
  }

  private add(id: string, prefix: string): void {
    const at = id.indexOf(' ')
    let step = this.root
    for (const segment of segmentsOf(prefix + id.slice(at + 1))) step = next(step, segment)
    const method = id.slice(0, at)
    if (!step.ends.has(method)) step.ends.set(method, id)
  }
}

function newStep(): Step {
  return { literals: new Map(), parts: [], any: null, ends: new Map() }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** The step behind a segment of a template, made if there is none. */
function next(step: Step, segment: string): Step {
  const [open, close] = [segment.indexOf('{'), segment.lastIndexOf('}')]
  if (open < 0 || close < open) {
    const literal = decoded(segment)
    const known = step.literals.get(literal) ?? newStep()
    step.literals.set(literal, known)
    return known
  }
  const [before, after] = [decoded(segment.slice(0, open)), decoded(segment.slice(close + 1))]
  if (before === '' && after === '') return (step.any ??= newStep())
  const known = step.parts.find((part) => part.before === before && part.after === after)
  if (known !== undefined) return known.step
  const part = { before, after, step: newStep() }
  step.parts.push(part)
  step.parts.sort((a, b) => b.before.length + b.after.length - a.before.length - a.after.length)
  return part.step
}

/** Each step is tried once at most: it stands at one depth, behind one way. */
function follow(step: Step, segments: readonly string[], at: number, method: string): string | null {
  const segment = segments[at]
  if (segment === undefined) return step.ends.get(method) ?? null
  const literal = step.literals.get(segment)
  const found = literal === undefined ? null : follow(literal, segments, at + 1, method)
  if (found !== null) return found
  for (const { before, after, step: behind } of step.parts) {
    const fits = segment.length > before.length + after.length && segment.startsWith(before) && segment.endsWith(after)
    const inPart = fits ? follow(behind, segments, at + 1, method) : null
    if (inPart !== null) return inPart
  }
  return step.any === null ? null : follow(step.any, segments, at + 1, method)
}

/** As it is compared: percent escapes are what they stand for, and capitals are small. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).toLowerCase()
  } catch {
    return segment.toLowerCase()
  }
}
