import type { HeldBytes } from '../bytes/held.ts'
import { kernelInUse } from '../walk/create-walker.ts'
import { EDIT_END, EDIT_FROM, EDIT_LENGTH, EDIT_START, EDIT_STRIDE, type EditList } from './edit-list.ts'

/**
 * Up to this many edits the untouched bytes leave as slices of the chunk; beyond, one copy is cheaper than many
 * buffers.
 */
const FEW = 4
/** Fewer bytes are copied one by one: that costs less than asking for more at once. */
const SHORT = 128

/**
 * The first `to` bytes of the window with the edits applied. Untouched bytes are the same bytes. Edits that begin at or
 * after `to` stay in the list; one that reaches beyond it is written now and goes on swallowing (its start becomes 0).
 */
export function splice(held: HeldBytes, to: number, edits: EditList): Buffer[] {
  const due = dueBefore(to, edits)
  const out = due > FEW ? [copied(held.bytes, to, edits, due)] : sliced(held, to, edits, due)
  const last = due - 1
  if (last >= 0 && edits.endOf(last) > to) {
    edits.cutAt(last, to)
    edits.shift(last, to)
  } else edits.shift(due, to)
  return out
}

/** How many edits begin before `to`, up to the first that reaches beyond it. */
function dueBefore(to: number, { data, length }: EditList): number {
  for (let edit = 0, at = 0; edit < length; edit++, at += EDIT_STRIDE) {
    if ((data[at + EDIT_START] as number) >= to) return edit
    if ((data[at + EDIT_END] as number) > to) return edit + 1
  }
  return length
}

function sliced(held: HeldBytes, to: number, edits: EditList, due: number): Buffer[] {
  const pieces: Buffer[] = []
  let from = 0
  for (let edit = 0; edit < due; edit++) {
    const start = edits.startOf(edit)
    const end = edits.endOf(edit)
    // What an earlier edit swallowed must not come back through a later one that begins inside it.
    if (start < from && end <= from) continue
    if (start > from) pieces.push(held.slice(from, start))
    const replacement = edits.replacementOf(edit)
    if (replacement.length > 0) pieces.push(replacement)
    from = end
  }
  if (from < to) pieces.push(held.slice(from, to))
  return pieces
}

/** The same as one buffer of just the size. */
function copied(bytes: Buffer, to: number, edits: EditList, due: number): Buffer {
  const size = sizeOf(to, edits, due)
  const { data, pool } = edits
  const made = kernelInUse()?.splice(bytes, to, data, due, pool, size) ?? null
  return made ?? copiedHere(bytes, to, data, due, pool, size)
}

function sizeOf(to: number, { data }: EditList, due: number): number {
  let size = to
  let from = 0
  for (let at = 0; at < due * EDIT_STRIDE; at += EDIT_STRIDE) {
    const start = data[at + EDIT_START] as number
    const end = data[at + EDIT_END] as number
    if (start < from && end <= from) continue
    size += (data[at + EDIT_LENGTH] as number) - (Math.min(end, to) - Math.max(start, from))
    from = end
  }
  return size
}

/** What the kernel does, in TypeScript. */
function copiedHere(bytes: Buffer, to: number, data: Int32Array, due: number, pool: Buffer, size: number): Buffer {
  const out = Buffer.allocUnsafeSlow(size)
  let written = 0
  let from = 0
  for (let at = 0; at < due * EDIT_STRIDE; at += EDIT_STRIDE) {
    const start = data[at + EDIT_START] as number
    const end = data[at + EDIT_END] as number
    if (start < from && end <= from) continue
    written = append(out, written, bytes, from, start)
    const replacement = data[at + EDIT_FROM] as number
    written = append(out, written, pool, replacement, replacement + (data[at + EDIT_LENGTH] as number))
    from = end
  }
  append(out, written, bytes, from, to)
  return out
}

/** Copies `bytes[start, end)` if there is any, and returns where the next bytes go. */
function append(out: Buffer, at: number, bytes: Buffer, start: number, end: number): number {
  if (end <= start) return at
  if (end - start < SHORT) for (let from = start; from < end; from++) out[at++] = bytes[from] as number
  else at += bytes.copy(out, at, start, end)
  return at
}
