import * as b from './bytes'
import * as m from './memory'

/** Writing the tape (leaf.ts). Offsets count from the first byte of the window. */

// @ts-ignore: decorator
@inline
function write(
  kind: i32, flags: i32, start: i32, end: i32, key: i32, place: i32, member: i32, lead: i32, index: i32,
): void {
  const tape = <usize>load<i32>(m.TAPE_AT)
  store<i32>(tape, kind, 0)
  store<i32>(tape, flags, 4)
  store<i32>(tape, start, 8)
  store<i32>(tape, end, 12)
  store<i32>(tape, key, 16)
  store<i32>(tape, load<i32>(m.PLACES + (<usize>place) * m.PLACE_SIZE, m.SCOPE_), 20)
  store<i32>(tape, member, 24)
  store<i32>(tape, lead, 28)
  store<i32>(tape, index, 32)
  store<i32>(m.TAPE_AT, <i32>(tape + m.RECORD_SIZE))
}

/** True if there is no room for another leaf. */
// @ts-ignore: decorator
@inline
export function isFull(): bool {
  return <usize>load<i32>(m.TAPE_AT) > m.TAPE_FULL
}

/** The record of a leaf; before it those of the containers around it that have none yet. */
export function report(
  kind: i32, flags: i32, start: i32, end: i32, key: i32, place: i32, member: i32, lead: i32, level: usize, depth: i32,
): void {
  if (load<i32>(m.OPENED) < depth) reportContainers(depth)
  write(kind, flags, start, end, key, place, member, lead, depth === 0 ? 0 : load<i32>(level, m.MEMBERS_))
}

/** The end of the innermost container, if it was reported: its bracket is at `at`. */
// @ts-ignore: decorator
@inline
export function reportEnd(at: i32, level: usize, depth: i32): void {
  if (load<i32>(m.OPENED) !== depth) return
  write(b.R_CLOSE, load<i32>(level, m.EVIDENCE_), at, at + 1, 0, 0, 0, 0, load<i32>(level, m.MEMBERS_))
  store<i32>(m.OPENED, depth - 1)
}

export function reportDocument(end: i32): void {
  write(b.R_DOCUMENT, 0, end, end, 0, 0, 0, 0, 0)
}

/** OPEN records for the containers that have none yet, outermost first. */
export function reportContainers(depth: i32): void {
  for (let opened = load<i32>(m.OPENED); opened < depth; opened++) {
    const level = m.LEVELS + (<usize>opened) * m.LEVEL_SIZE
    const start = relative(load<i64>(level, m.START_))
    const index = opened === 0 ? 0 : load<i32>(level - m.LEVEL_SIZE, m.MEMBERS_)
    write(
      b.R_OPEN, load<i32>(level, m.IS_OBJECT_), start, start + 1, load<i32>(level, m.KEY_),
      load<i32>(level, m.PLACE_), relative(load<i64>(level, m.MEMBER_)), b.FAR_LEAD, index,
    )
  }
  store<i32>(m.OPENED, depth)
}

/** An offset in the window; far behind it, any offset will do. */
function relative(absolute: i64): i32 {
  return <i32>max<i64>(absolute - load<i64>(m.BASE), -0x40000000)
}
