import * as b from './bytes'
import * as m from './memory'
import { judge, NOT_WORTH_IT } from './gates'
import { openLevel } from './levels'
import { isSpelled } from './members'
import * as scan from './scan'
import { mayLookLikeJson, skipSpace } from './space'
import { isFull, report, reportEnd } from './tape'
import { readUtf8 } from './utf8'

/**
 * The straight road: tokens that are plain, whole, and what was expected. It is the same walk once more, without the
 * turnings, and takes most of a body that is made of records.
 *
 *     {"id": "a7", "tags": ["x", 12, true], "name": "caf\u00e9"}
 *      ^ here                               ^ and as far as this; walk.ts goes on
 *
 * Keys are the foretold ones: records of a list have the same keys in the same order, so each member remembers which
 * one came next. A value is taken whole or not at all: nothing is written before its last byte is known to be there.
 * What comes close to `end`, and whatever is unusual, is left to walk.ts, with the walk at the start of a member or an
 * element, or behind a value.
 *
 * Few words are kept from one member to the next, so that they stay in registers; what is seldom asked for is found
 * again when it is.
 *
 * @param from first byte of a member or element, or white space before it; the comma before it, if any, is right there
 * @returns the new place of the cursor; DEPTH, STEP and LEAD are what they are there
 */
export function goStraight(from: usize, end: usize): usize {
  let limit = end - MARGIN
  let depth = load<i32>(m.DEPTH)
  let level = m.LEVELS + <usize>(depth - 1) * m.LEVEL_SIZE
  let isObject = load<i32>(level, m.IS_OBJECT_) !== 0
  let behind = load<i32>(m.LEAD) === b.NO_LEAD ? BRACKET : COMMA
  let scalars = 0
  let at = from

  while (at < limit) {
    //     , "name": value          , value
    //      ^                        ^
    let p = at
    let byte = <i32>load<u8>(p)
    if (byte <= b.SPACE) {
      p = skipSpace(p, p + MARGIN, isInLines())
      if (behind === COMMA && <i32>(p - at) >= load<i32>(m.MAX_LEAD_BYTES)) break
      if (p >= limit) break
      byte = <i32>load<u8>(p)
    }
    const first = p
    let guess: usize = 0
    let isEmpty = false
    if (isObject) {
      if (byte === b.QUOTE) {
        p++
        guess = <usize>load<i32>(<usize>load<i32>(level, m.LAST_), m.NEXT_)
        if (guess === 0) break
        if (load<i32>(guess, m.KEY_FLAGS_) < 0) break
        if (!isSpelled(guess, p)) break
        p += <usize>load<i32>(guess, m.LENGTH_) + 1
        if (load<u8>(p) !== b.COLON) break
        p++
        if (load<u8>(p) === b.SPACE) p++
        if (p >= limit) break
        byte = <i32>load<u8>(p)
      } else {
        if (byte !== b.CLOSE_BRACE) break
        if (behind !== BRACKET) break
        isEmpty = true
      }
    } else if (byte === b.CLOSE_BRACKET) {
      if (behind !== BRACKET) break
      isEmpty = true
    }

    if (isEmpty) {
      if (depth === 1) break
    } else {
      const place = guess !== 0 ? load<i32>(guess, m.CHILD_) : load<i32>(level, m.ELEMENTS_)
      const record = m.PLACES + <usize>place * m.PLACE_SIZE
      const watch = load<i32>(record, m.WATCH_)
      const start = p
      let kind = b.R_LITERAL
      let marks = NOT_WORTH_IT
      if (byte === b.QUOTE) {
        kind = b.R_STRING
        p++
        const stop = min(limit + MARGIN, p + <usize>load<i32>(m.MAX_LEAF_BYTES)) - 16
        let signs = 0
        let flags = 0
        while (p <= stop) {
          const x = v128.load(p)
          const classes = scan.classify(x)
          const plain = ctz(scan.stops(x, classes) | 0x10000)
          signs |= scan.any(classes) & ((1 << plain) - 1)
          p += <usize>plain
          if (plain === 16) continue
          const special = <i32>load<u8>(p)
          if (special === b.QUOTE) break
          if (special === b.BACKSLASH) {
            if (load<u8>(m.ESCAPABLE + <usize>load<u8>(p, 1)) === 0) break
            flags |= b.HAS_ESCAPE
            p += 2
          } else {
            if (special <= 0x7f) break
            const next = readUtf8(p, limit + MARGIN, stop)
            if (next <= p) break
            if (load<i32>(m.LEFT) !== 0) break
            flags |= b.HAS_NON_ASCII
            p = next
          }
        }
        if (p > stop) break
        if (load<u8>(p) !== b.QUOTE) break
        p++
        const anyWorthIt = <i32>(load<i32>(m.MIN_DIGITS) <= 0)
        if ((signs | flags | (watch & b.T_STRING) | anyWorthIt | mayLookLikeJson(<i32>load<u8>(start + 1))) !== 0) {
          marks = marksOfWhole(start + 1, p - 1, flags, watch)
        }
      } else if (byte < b.OPEN_BRACKET) {
        kind = b.R_NUMBER
        p = shortNumber(p)
        if (p === 0) break
        if ((watch & b.T_NUMBER) !== 0 || <i32>(p - start) >= load<i32>(m.MIN_NUMBER_DIGITS)) {
          marks = marksOfNumber(start, p, watch)
        }
      } else {
        if (byte === b.OPEN_BRACE || byte === b.OPEN_BRACKET) {
          kind = CONTAINER
          if (depth === load<i32>(m.MAX_DEPTH)) break
          if (byte === b.OPEN_BRACKET && load<i32>(record, m.ELEMENT_) === 0) break
        } else if (byte === b.LOWER_F) {
          if (load<u32>(p, 1) !== ALSE) break
          p += 5
        } else {
          if (load<u32>(p) !== (byte === b.LOWER_T ? TRUE : NULL)) break
          p += 4
        }
        if ((watch & b.T_LITERAL) !== 0) marks = 0
      }

      // The member is taken.
      if (guess !== 0) {
        store<i32>(level, <i32>guess, m.LAST_)
        store<i32>(level, load<i32>(level, m.EVIDENCE_) | load<i32>(guess, m.ADDS_), m.EVIDENCE_)
      }
      if (kind === CONTAINER) {
        const around = level
        level += m.LEVEL_SIZE
        isObject = byte === b.OPEN_BRACE
        openLevel(level, isObject, place, keyOf(guess, around), inWindow(start), inWindow(first))
        depth++
        behind = BRACKET
        at = start + 1
        continue
      }
      scalars++
      if (marks !== NOT_WORTH_IT) {
        const lead = behind === COMMA ? inWindow(at) - 1 : b.NO_LEAD
        const key = keyOf(guess, level)
        report(kind, marks, inWindow(start), inWindow(p), key, place, inWindow(first), lead, level, depth)
        if (isFull()) limit = 0
      }
      store<i32>(level, load<i32>(level, m.MEMBERS_) + 1, m.MEMBERS_)
    }

    //     value ]} ,
    //          ^         as many containers as end here, then a comma
    behind = VALUE
    at = p
    while (at < limit) {
      p = at
      byte = <i32>load<u8>(p)
      if (byte <= b.SPACE) {
        p = skipSpace(p, p + MARGIN, isInLines())
        byte = <i32>load<u8>(p)
      }
      if (byte === b.COMMA) {
        behind = COMMA
        at = p + 1
        break
      }
      if (byte !== (isObject ? b.CLOSE_BRACE : b.CLOSE_BRACKET)) break
      if (depth === 1) break
      reportEnd(inWindow(p), level, depth)
      depth--
      level -= m.LEVEL_SIZE
      isObject = load<i32>(level, m.IS_OBJECT_) !== 0
      store<i32>(level, load<i32>(level, m.MEMBERS_) + 1, m.MEMBERS_)
      at = p + 1
    }
    if (behind === VALUE) break
  }

  let step = b.AFTER_VALUE
  if (behind !== VALUE) step = isObject ? b.NEXT_KEY : b.BEFORE_VALUE
  if (behind === BRACKET) step = isObject ? b.FIRST_KEY : b.FIRST_ELEMENT
  // The last member is counted when the comma or bracket behind it is read.
  if (behind === VALUE) store<i32>(level, load<i32>(level, m.MEMBERS_) - 1, m.MEMBERS_)
  store<i32>(m.STEP, step)
  store<i32>(m.DEPTH, depth)
  store<i32>(m.LEAD, behind === COMMA ? inWindow(at) - 1 : b.NO_LEAD)
  store<i32>(m.SCALARS, load<i32>(m.SCALARS) + scalars)
  return at
}

/** What the cursor is behind. */
const BRACKET: i32 = 0
const COMMA: i32 = 1
const VALUE: i32 = 2

// @ts-ignore: decorator
@inline
function inWindow(p: usize): i32 {
  return <i32>p - load<i32>(m.ORIGIN)
}

// @ts-ignore: decorator
@inline
function isInLines(): bool {
  return load<i32>(m.DOCUMENTS) === 1
}

/** The key of a member, or of the array around an element. */
// @ts-ignore: decorator
@inline
function keyOf(guess: usize, level: usize): i32 {
  return guess !== 0 ? load<i32>(guess, m.ID_) : load<i32>(level, m.KEY_)
}

/** More than a key, its quotes and colon, and the first bytes of its value. */
export const MARGIN: usize = 64
const CONTAINER: i32 = -1
const TRUE: u32 = 0x65757274
const ALSE: u32 = 0x65736c61
const NULL: u32 = 0x6c6c756e

/** Flags of a string without `\u` between two addresses, or NOT_WORTH_IT. `seen`: the flags that are known already. */
function marksOfWhole(from: usize, to: usize, seen: i32, watch: i32): i32 {
  let flags = seen
  let digits = 0
  for (let p = from; p < to; p += 16) {
    const left = <i32>(to - p)
    const these = left < 16 ? (1 << left) - 1 : 0xffff
    const classes = scan.classify(v128.load(p))
    const numerals = scan.digits(classes) & these
    digits += popcnt(numerals)
    if ((scan.any(classes) & these) !== numerals) {
      if ((scan.signs(classes, 1) & these) !== 0) flags |= b.HAS_AT
      if ((scan.signs(classes, 2) & these) !== 0) flags |= b.HAS_PLUS
      if ((scan.signs(classes, 3) & these) !== 0) flags |= b.HAS_COLON
      if ((scan.signs(classes, 4) & these) !== 0) flags |= b.HAS_PERCENT
    }
  }
  return judge(flags, digits, from, to, watch)
}

/** Flags of a number between two addresses, or NOT_WORTH_IT. */
function marksOfNumber(from: usize, to: usize, watch: i32): i32 {
  let digits = 0
  for (let p = from; p < to; p++) digits += <i32>(<i32>load<u8>(p) >= b.DIGIT_ZERO)
  const isReported = (watch & b.T_NUMBER) !== 0 || digits >= load<i32>(m.MIN_NUMBER_DIGITS)
  return isReported ? digits << b.DIGITS_SHIFT : NOT_WORTH_IT
}

/** One past a number of at most 31 digits before its point, and fifteen behind it; 0 for anything else. */
// @ts-ignore: decorator
@inline
function shortNumber(from: usize): usize {
  let p = from
  if (load<u8>(p) === b.MINUS) p++
  let count = scan.digitsAt(p)
  if (count > 1) {
    if (load<u8>(p) === b.DIGIT_ZERO) return 0
    if (count === 16) {
      count += scan.digitsAt(p + 16)
      if (count > 31) return 0
    }
  } else if (count === 0) {
    return 0
  }
  p += <usize>count
  if (load<u8>(p) === b.POINT) {
    const decimals = scan.digitsAt(p + 1)
    if (decimals === 0) return 0
    if (decimals > 15) return 0
    p += <usize>decimals + 1
  }
  return load<u8>(m.NUMBER_BYTES + <usize>load<u8>(p)) !== 0 ? 0 : p
}
