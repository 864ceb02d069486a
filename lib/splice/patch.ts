import type { EditList } from './edit-list.ts'

/** An operation of a JSON Patch (RFC 6902), of the kinds that a filter needs. */
export type Operation =
  | { readonly op: 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string }

/** Where a leaf stands: its pointer, and its token in the body. */
export interface Place {
  readonly pointer: string
  readonly isKey: boolean
  readonly start: number
  readonly end: number
}

/**
 * The edits of a body as a JSON Patch: what the filter would do, for those who look at a parsed body. Last things
 * first, so that removing an array element moves none that is still to be named. Pointers are RFC 6901; a patch cannot
 * tell duplicate keys apart, the edits can.
 *
 * @param body the whole body
 * @param places every leaf that was decided on, in document order
 */
export function operationsOf(body: Buffer, edits: EditList, places: readonly Place[]): Operation[] {
  const operations: Operation[] = []
  // Of duplicate keys, a parser keeps the last member; only that one can be patched.
  const last = new Map(places.map((place) => [`${place.isKey} ${place.pointer}`, place]))
  let next = 0
  for (const place of places) {
    while (next < edits.length && edits.endOf(next) <= place.start) next++
    const first = next
    let behind = first
    while (behind < edits.length && edits.startOf(behind) < place.end) behind++
    if (behind === first || last.get(`${place.isKey} ${place.pointer}`) !== place) continue
    const covers = edits.startOf(first) <= place.start && edits.endOf(first) >= place.end
    const isRemoved = covers && edits.replacementOf(first).length === 0
    if (!isRemoved) operations.push(operation(place, edited(body, edits, first, behind, place)))
    else if (!place.isKey) operations.push({ op: 'remove', path: place.pointer })
  }
  return operations.reverse()
}

function operation({ pointer, isKey }: Place, value: unknown): Operation {
  if (!isKey) return { op: 'replace', path: pointer, value }
  const segment = String(value).replaceAll('~', '~0').replaceAll('/', '~1')
  return { op: 'move', from: pointer, path: `${pointer.slice(0, pointer.lastIndexOf('/'))}/${segment}` }
}

/** The token with its edits, as a value. */
function edited(body: Buffer, edits: EditList, first: number, behind: number, { start, end }: Place): unknown {
  const pieces: Buffer[] = []
  let from = start
  for (let i = first; i < behind; i++) {
    pieces.push(body.subarray(from, edits.startOf(i)), edits.replacementOf(i))
    from = edits.endOf(i)
  }
  pieces.push(body.subarray(from, end))
  return JSON.parse(Buffer.concat(pieces).toString())
}
