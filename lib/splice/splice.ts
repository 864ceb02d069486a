import type { HeldBytes } from '../bytes/held.ts'
import type { EditList } from './edit-list.ts'

/**
 * Up to this many edits the untouched bytes leave as slices of the chunk; beyond, one copy is cheaper than many
 * buffers.
 */
const FEW = 4

/**
 * The first `to` bytes of the window with the edits applied. Untouched bytes are the same bytes. Edits that begin at or
 * after `to` stay in the list; one that reaches beyond it is written now and goes on swallowing (its start becomes 0).
 */
export function splice(held: HeldBytes, to: number, edits: EditList): Buffer[] {
  const pieces: Buffer[] = []
  let from = 0
  let done = 0
  for (; done < edits.length && (edits.starts[done] as number) < to; done++) {
    const start = edits.starts[done] as number
    // What an earlier edit swallowed must not come back through a later one that begins inside it.
    if (start < from && (edits.ends[done] as number) <= from) continue
    if (start > from) pieces.push(held.slice(from, start))
    const replacement = edits.replacements[done] as Buffer
    if (replacement.length > 0) pieces.push(replacement)
    from = edits.ends[done] as number
    if (from > to) {
      edits.replacements[done] = NOTHING
      edits.starts[done] = to
      from = to
      break
    }
  }
  if (from < to) pieces.push(held.slice(from, to))
  edits.shift(done, to)
  return pieces.length > FEW ? [Buffer.concat(pieces)] : pieces
}

const NOTHING = Buffer.alloc(0)
