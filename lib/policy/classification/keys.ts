import { compareText } from '../../audit/cells.ts'
import type { ApiDescription } from '../openapi/description.ts'

/** The names of the properties that an API documents, sorted. Whatever stands in a body under them, they are public. */
export function keysOf(api: ApiDescription): readonly string[] {
  const fields = [...api.operations.values()].flatMap((operation) => operation.fields)
  const steps = fields.flatMap(({ path }) => path.split('/').slice(1))
  return [...new Set(steps)].filter((step) => !isAnyName(step)).map(unescaped).sort(compareText)
}

/** True for the segments of a pattern that stand for keys of any name. */
export function isAnyName(segment: string): boolean {
  return segment === '*' || segment === '**'
}

/** A segment of a JSON Pointer as the key that it stands for. */
export function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** True for the segments of a normalised path that stand for keys that are not told. */
export function isHidden(segment: string): boolean {
  return segment === '{key}' || segment === '**'
}
