import * as m from './memory'

/** A container begins: its record in LEVELS. */
// @ts-ignore: decorator
@inline
export function openLevel(level: usize, isObject: bool, place: i32, key: i32, start: i32, member: i32): void {
  store<i32>(level, <i32>isObject, m.IS_OBJECT_)
  store<i32>(level, place, m.PLACE_)
  store<i32>(level, key, m.KEY_)
  store<i32>(level, 0, m.MEMBERS_)
  store<i32>(level, 0, m.EVIDENCE_)
  const record = m.PLACES + <usize>place * m.PLACE_SIZE
  store<i32>(level, load<i32>(record, m.ELEMENT_), m.ELEMENTS_)
  store<i32>(level, <i32>record, m.LAST_)
  store<i64>(level, load<i64>(m.BASE) + <i64>start, m.START_)
  store<i64>(level, load<i64>(m.BASE) + <i64>member, m.MEMBER_)
}
