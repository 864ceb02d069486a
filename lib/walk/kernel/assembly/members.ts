import * as m from './memory'

/**
 * Members by place and key: one look-up tells what a key means where it stands. The table holds spellings of at most 31
 * bytes; longer keys are asked for each time. A hash only says where to look: the bytes are always compared.
 */

/** The first `n` bytes of `x`, zeros behind them. */
// @ts-ignore: decorator
@inline
function first(x: v128, n: i32): v128 {
  return v128.and(x, v128.load(m.MASKS + 16 - <usize>n))
}

/** True if the bytes at `at` are those of the member's key, with its closing quote. Reads 32 bytes. */
// @ts-ignore: decorator
@inline
export function isSpelled(member: usize, at: usize): bool {
  const size = load<i32>(member, m.LENGTH_) + 1
  let other = first(v128.xor(v128.load(at), v128.load(member, m.SPELLING_)), min(size, 16))
  if (size > 16) {
    const behind = v128.xor(v128.load(at, 16), v128.load(member, m.SPELLING_ + 16))
    other = v128.or(other, first(behind, size - 16))
  }
  return !v128.any_true(other)
}

/** Where the search for a key begins. Seeded: whoever could foresee it could make all keys share a slot. */
export function slotOf(place: i32, at: usize, length: i32): usize {
  const low = first(v128.load(at), min(length, 16))
  const high = first(v128.load(at, 16), max(length - 16, 0))
  let hash = load<i64>(m.SEED) ^ (<i64>place << 32) ^ length
  hash = mix(hash, v128.extract_lane<i64>(low, 0))
  hash = mix(hash, v128.extract_lane<i64>(low, 1))
  if (length > 16) {
    hash = mix(hash, v128.extract_lane<i64>(high, 0))
    hash = mix(hash, v128.extract_lane<i64>(high, 1))
  }
  return m.MEMBERS + <usize>(<u32>(hash >>> 32) & (m.MEMBER_SLOTS - 1)) * m.MEMBER_SIZE
}

// @ts-ignore: decorator
@inline
function mix(hash: i64, word: i64): i64 {
  const product = (hash ^ word) * 0x9E3779B97F4A7C15
  return product ^ (product >>> 29)
}

/**
 * The member of `place` with the key at `at`, or 0. At least half of the slots are empty, so the search ends.
 *
 * @param at first byte behind the key's opening quote; its closing quote is at `at + length`
 */
export function findMember(place: i32, at: usize, length: i32): usize {
  if (length > m.MAX_SPELLING) return 0
  for (let slot = slotOf(place, at, length); load<i32>(slot, m.OF_) !== 0; slot = next(slot)) {
    if (load<i32>(slot, m.OF_) === place && load<i32>(slot, m.LENGTH_) === length && isSpelled(slot, at)) return slot
  }
  return 0
}

// @ts-ignore: decorator
@inline
function next(slot: usize): usize {
  const behind = slot + m.MEMBER_SIZE
  return behind === m.MEMBERS + <usize>m.MEMBER_SLOTS * m.MEMBER_SIZE ? m.MEMBERS : behind
}

/**
 * Adds a member that is not in the table. The caller sees to it that half of the slots stay empty.
 *
 * @param marks flags of the key's record; SHOWN if it is to be reported
 */
export function addMember(
  place: i32, at: usize, length: i32, id: i32, child: i32, adds: i32, marks: i32,
): usize {
  let slot = slotOf(place, at, length)
  while (load<i32>(slot, m.OF_) !== 0) slot = next(slot)
  store<i32>(slot, place, m.OF_)
  store<i32>(slot, length, m.LENGTH_)
  store<i32>(slot, id, m.ID_)
  store<i32>(slot, child, m.CHILD_)
  store<i32>(slot, adds, m.ADDS_)
  store<i32>(slot, marks, m.KEY_FLAGS_)
  store<i32>(slot, 0, m.NEXT_)
  memory.fill(slot + m.SPELLING_, 0, 32)
  memory.copy(slot + m.SPELLING_, at, length + 1)
  return slot
}

/** Forgets all members and places; the caller sees to it that no stream goes on with an old place. */
export function forgetAll(): void {
  memory.fill(m.MEMBERS, 0, <usize>m.MEMBER_SLOTS * m.MEMBER_SIZE)
  memory.fill(m.PLACES, 0, <usize>m.MAX_PLACES * m.PLACE_SIZE)
}
