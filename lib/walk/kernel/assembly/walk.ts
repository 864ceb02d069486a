import * as b from './bytes'
import * as m from './memory'
import { flagsOf, judge, NOT_WORTH_IT } from './gates'
import { openLevel } from './levels'
import { findMember } from './members'
import * as scan from './scan'
import { goStraight, MARGIN } from './straight'
import { skipSpace } from './space'
import { isFull, report, reportContainers, reportDocument, reportEnd } from './tape'
import { readUtf8, readUtf8Rest } from './utf8'

/**
 * The walk: reference.ts is its specification, step by step, and the comments there are not repeated here. What is
 * different is order and width. The steps stand in the order in which the tokens of a member come, so that one turn of
 * the loop reads a whole member and each question is answered the same way time after time:
 *
 *     , "name" : "value"
 *     ^ AFTER_VALUE   comma, or the end of the container
 *       ^ NEXT_KEY    read as a string, and looked up
 *              ^ AFTER_KEY
 *                ^ BEFORE_VALUE
 *                 ^ IN_STRING   sixteen bytes at a time
 *
 * Every step may be the first one of a call and the last one of it; between calls everything is in STATE.
 */
export function walk(end: usize): i32 {
  const origin = <usize>load<i32>(m.ORIGIN)
  const lines = load<i32>(m.DOCUMENTS) === 1

  let p = <usize>load<i32>(m.AT) + origin
  let step = load<i32>(m.STEP)
  let depth = load<i32>(m.DEPTH)
  let hold = load<i32>(m.HOLD)
  let lead = load<i32>(m.LEAD)
  let member = load<i32>(m.MEMBER)
  let start = load<i32>(m.START)
  let flags = load<i32>(m.FLAGS)
  let digits = load<i32>(m.DIGITS)
  let place = load<i32>(m.PLACE)
  let key = load<i32>(m.KEY)
  let level = m.LEVELS + <usize>(depth - 1) * m.LEVEL_SIZE
  let isObject = depth > 0 && load<i32>(level, m.IS_OBJECT_) !== 0
  let result = b.DONE

  // The answer to a question is in KEY and PLACE; its key was the last thing read.
  if (step === b.KEY_IN_QUESTION) {
    if (flags !== NOT_WORTH_IT) {
      report(b.R_KEY, flags, start, <i32>(p - origin), key, place, member, lead, level, depth)
    }
    step = b.AFTER_KEY
  }

  while (p < end) {
    if (isFull()) {
      result = b.TAPE_IS_FULL
      break
    }

    // --- between the members of a container -------------------------------------------------------------------------

    if (step === b.AFTER_VALUE) {
      let byte = <i32>load<u8>(p)
      if (byte <= b.SPACE) {
        p = skipSpace(p, end, lines)
        if (p >= end) break
        byte = <i32>load<u8>(p)
      }
      store<i32>(level, load<i32>(level, m.MEMBERS_) + 1, m.MEMBERS_)
      if (byte === b.COMMA) {
        hold = lead = <i32>(p - origin)
        p++
        if (isObject) step = b.NEXT_KEY
        else {
          step = b.BEFORE_VALUE
          place = load<i32>(level, m.ELEMENTS_)
          key = load<i32>(level, m.KEY_)
        }
        if (p >= end) break
      } else if (byte === (isObject ? b.CLOSE_BRACE : b.CLOSE_BRACKET)) {
        step = CLOSING
      } else {
        result = b.E_SYNTAX
        break
      }
    }

    // [sparse] On a straight road there is no need to ask at every step what comes next.
    const atMember = isObject ? step === b.NEXT_KEY || step === b.FIRST_KEY
      : depth > 0 && (step === b.BEFORE_VALUE || step === b.FIRST_ELEMENT)
    const isLeadNear = lead === b.NO_LEAD || lead === <i32>(p - origin) - 1
    if (atMember && isLeadNear && p + MARGIN < end) {
      store<i32>(m.DEPTH, depth)
      store<i32>(m.LEAD, lead)
      p = goStraight(p, end)
      step = load<i32>(m.STEP)
      depth = load<i32>(m.DEPTH)
      lead = load<i32>(m.LEAD)
      hold = max(lead, -1)
      level = m.LEVELS + <usize>(depth - 1) * m.LEVEL_SIZE
      isObject = load<i32>(level, m.IS_OBJECT_) !== 0
      if (!isObject) {
        place = load<i32>(level, m.ELEMENTS_)
        key = load<i32>(level, m.KEY_)
      }
      if (step === b.AFTER_VALUE || isFull()) continue
    }

    // --- keys -------------------------------------------------------------------------------------------------------

    if (step === b.NEXT_KEY || step === b.FIRST_KEY) {
      let byte = <i32>load<u8>(p)
      if (byte <= b.SPACE) {
        p = skipSpace(p, end, lines)
        // A comma too far away to be held: the member can no longer be dropped.
        if (hold >= 0 && <i32>(p - origin) - hold > load<i32>(m.MAX_LEAD_BYTES)) {
          hold = -1
          lead = b.FAR_LEAD
        }
        if (p >= end) break
        byte = <i32>load<u8>(p)
      }
      if (byte === b.QUOTE) {
        start = member = <i32>(p - origin)
        if (hold < 0) hold = member
        p++
        flags = 0
        digits = 0
        store<i32>(m.IN_KEY, 1)
        store<i32>(m.LONG, 0)
        step = b.IN_STRING
      } else if (byte === b.CLOSE_BRACE && step === b.FIRST_KEY) {
        step = CLOSING
      } else {
        result = b.E_SYNTAX
        break
      }
    }

    if (step === b.AFTER_KEY) {
      let byte = <i32>load<u8>(p)
      if (byte <= b.SPACE) {
        p = skipSpace(p, end, lines)
        byte = <i32>load<u8>(p)
      }
      if (hold >= 0 && <i32>(p - origin) - hold > farFromValue()) {
        hold = -1
        lead = b.FAR_LEAD
      }
      if (p >= end) break
      if (byte !== b.COLON) {
        result = b.E_SYNTAX
        break
      }
      step = b.BEFORE_VALUE
      p++
      if (p >= end) break
    }

    // --- values -----------------------------------------------------------------------------------------------------

    if (step === b.BEFORE_VALUE || step === b.FIRST_ELEMENT) {
      let byte = <i32>load<u8>(p)
      if (byte <= b.SPACE) {
        p = skipSpace(p, end, lines && depth > 0)
        byte = <i32>load<u8>(p)
      }
      if (hold >= 0 && <i32>(p - origin) - hold > (isObject ? farFromValue() : load<i32>(m.MAX_LEAD_BYTES))) {
        hold = -1
        lead = b.FAR_LEAD
      }
      if (p >= end) break
      if (byte === b.CLOSE_BRACKET && step === b.FIRST_ELEMENT) {
        step = CLOSING
      } else {
        start = <i32>(p - origin)
        if (!isObject) {
          member = start
          if (hold < 0) hold = start
        }
        if (byte === b.QUOTE) {
          if (hold < 0) hold = start
          flags = 0
          digits = 0
          store<i32>(m.IN_KEY, 0)
          store<i32>(m.LONG, 0)
          step = b.IN_STRING
          p++
          if (p >= end) break
        } else if (byte === b.OPEN_BRACE || byte === b.OPEN_BRACKET) {
          if (depth === load<i32>(m.MAX_DEPTH)) {
            result = b.E_DEPTH
            break
          }
          level = m.LEVELS + <usize>depth * m.LEVEL_SIZE
          isObject = byte === b.OPEN_BRACE
          openLevel(level, isObject, place, key, start, member)
          depth++
          hold = -1
          lead = b.NO_LEAD
          p++
          if (depth === 1 && load<i32>(m.REPORT_ROOT) !== 0) reportContainers(depth)
          if (isObject) {
            step = b.FIRST_KEY
          } else {
            step = b.FIRST_ELEMENT
            place = load<i32>(level, m.ELEMENTS_)
            if (place === 0) {
              result = b.ASKS_ELEMENT
              break
            }
          }
          continue
        } else {
          if (hold < 0) hold = start
          if (byte === b.LOWER_T || byte === b.LOWER_F || byte === b.LOWER_N) {
            store<i32>(m.NUMBER, byte)
            store<i32>(m.LEFT, byte === b.LOWER_F ? 4 : 3)
            step = b.IN_WORD
            p++
            if (p >= end) break
          } else {
            store<i32>(m.NUMBER, b.N_START)
            digits = 0
            step = b.IN_NUMBER
          }
        }
      }
    }

    if (step === b.IN_STRING) {
      const inKey = load<i32>(m.IN_KEY) !== 0
      const long = load<i32>(m.LONG) !== 0
      const most = inKey ? load<i32>(m.MAX_KEY_BYTES) : load<i32>(m.MAX_LEAF_BYTES)
      const full = <usize>(start + <i32>!long + most) + origin
      const stop = min(end, full)
      let byte = 0
      while (p < stop) {
        const x = v128.load(p)
        const classes = scan.classify(x)
        const room = <i32>(stop - p)
        const plain = min(ctz(scan.stops(x, classes) | 0x10000), room)
        const these = (1 << plain) - 1
        if ((scan.any(classes) & these) !== 0) {
          // [sparse] Most strings hold none of these, and no more is asked of them.
          digits += popcnt(scan.digits(classes) & these)
          if ((scan.signs(classes, 1) & these) !== 0) flags |= b.HAS_AT
          if ((scan.signs(classes, 2) & these) !== 0) flags |= b.HAS_PLUS
          if ((scan.signs(classes, 3) & these) !== 0) flags |= b.HAS_COLON
          if ((scan.signs(classes, 4) & these) !== 0) flags |= b.HAS_PERCENT
        }
        p += <usize>plain
        if (plain === min(16, room)) continue
        byte = <i32>load<u8>(p)
        if (byte === b.QUOTE) break
        if (byte === b.BACKSLASH) {
          flags |= b.HAS_ESCAPE
          p++
          // [escapes] Nearly every escape has two bytes and is in one piece.
          if (p < end && load<u8>(m.ESCAPABLE + <usize>load<u8>(p)) !== 0) p++
          else {
            step = b.IN_ESCAPE
            break
          }
        } else if (byte > 0x7f) {
          flags |= b.HAS_NON_ASCII
          p = readUtf8(p, end, stop)
          if (p === 0) {
            result = b.E_UTF8
            break
          }
          if (load<i32>(m.LEFT) !== 0) {
            step = b.IN_UTF8
            break
          }
        } else {
          result = b.E_SYNTAX
          break
        }
      }
      if (result < 0) break
      if (step === b.IN_STRING && byte === b.QUOTE && p < stop) {
        const after = <i32>(p - origin) + 1
        p++
        if (inKey) {
          const from = <usize>(start + 1) + origin
          const found = findMember(load<i32>(level, m.PLACE_), from, <i32>(p - 1 - from))
          if (found === 0) {
            flags = judge(flags, digits, from, p - 1, 0)
            step = b.KEY_IN_QUESTION
            result = b.ASKS_MEMBER
            break
          }
          store<i32>(<usize>load<i32>(level, m.LAST_), <i32>found, m.NEXT_)
          store<i32>(level, <i32>found, m.LAST_)
          store<i32>(level, load<i32>(level, m.EVIDENCE_) | load<i32>(found, m.ADDS_), m.EVIDENCE_)
          key = load<i32>(found, m.ID_)
          place = load<i32>(found, m.CHILD_)
          const marks = load<i32>(found, m.KEY_FLAGS_)
          if (marks < 0) {
            report(b.R_KEY, marks & ~m.SHOWN, start, after, key, place, member, lead, level, depth)
          }
          step = b.AFTER_KEY
        } else {
          countScalar()
          if (long) {
            const marks = flagsOf(flags | b.LAST_PART, digits, <usize>start + origin, p - 1)
            report(b.R_PART, marks, start, after - 1, key, place, member, lead, level, depth)
          } else {
            const marks = judge(flags, digits, <usize>(start + 1) + origin, p - 1, watchAt(place))
            if (marks !== NOT_WORTH_IT) {
              report(b.R_STRING, marks, start, after, key, place, member, lead, level, depth)
            }
          }
          step = VALUE_READ
        }
      } else if (step === b.IN_STRING) {
        if (p < full || p >= end) break
        if (inKey) {
          result = b.E_KEY_SIZE
          break
        }
        const at = <i32>(p - origin)
        const from = long ? start : start + 1
        const marks = flagsOf(flags | (long ? 0 : b.FIRST_PART), digits, <usize>from + origin, p)
        report(b.R_PART, marks, from, at, key, place, member, lead, level, depth)
        store<i32>(m.LONG, 1)
        start = hold = at
        flags = 0
        digits = 0
        continue
      } else continue
    } else if (step === b.IN_NUMBER) {
      const full = <usize>(start + load<i32>(m.MAX_NUMBER_BYTES)) + origin
      let number = load<i32>(m.NUMBER)
      let next = b.N_NONE
      while (p < end) {
        const kind = <usize>load<u8>(m.NUMBER_BYTES + <usize>load<u8>(p))
        next = <i32>load<u8>(m.NUMBERS + <usize>number * 16 + kind)
        if (next === b.N_NONE) break
        if (p >= full) {
          result = b.E_NUMBER_SIZE
          break
        }
        number = next
        if (number === b.N_INTEGER || number === b.N_ZERO || number === b.N_FRACTION) digits++
        p++
      }
      store<i32>(m.NUMBER, number)
      if (result < 0) break
      if (p >= end) break
      if (load<u8>(m.N_FINAL + <usize>number) === 0) {
        result = b.E_SYNTAX
        break
      }
      countScalar()
      if (digits >= load<i32>(m.MIN_NUMBER_DIGITS) || (watchAt(place) & b.T_NUMBER) !== 0) {
        const marks = min(digits, b.MAX_DIGITS) << b.DIGITS_SHIFT
        report(b.R_NUMBER, marks, start, <i32>(p - origin), key, place, member, lead, level, depth)
      }
      step = VALUE_READ
    } else if (step === b.IN_WORD) {
      let left = load<i32>(m.LEFT)
      const word = load<i32>(m.NUMBER)
      while (left > 0 && p < end) {
        if (<i32>load<u8>(p) !== letterOf(word, left)) {
          result = b.E_SYNTAX
          break
        }
        left--
        p++
      }
      store<i32>(m.LEFT, left)
      if (result < 0 || left > 0) break
      countScalar()
      if ((watchAt(place) & b.T_LITERAL) !== 0) {
        report(b.R_LITERAL, 0, start, <i32>(p - origin), key, place, member, lead, level, depth)
      }
      step = VALUE_READ
    } else if (step === b.IN_ESCAPE) {
      const byte = <i32>load<u8>(p)
      p++
      if (byte === b.LOWER_U) {
        store<i32>(m.LEFT, 4)
        step = b.IN_HEX
      } else if (load<u8>(m.ESCAPABLE + <usize>byte) !== 0) {
        step = b.IN_STRING
      } else {
        result = b.E_SYNTAX
        break
      }
      continue
    } else if (step === b.IN_HEX) {
      let left = load<i32>(m.LEFT)
      while (left > 0 && p < end) {
        if (load<u8>(m.HEX + <usize>load<u8>(p)) === 0) {
          result = b.E_SYNTAX
          break
        }
        left--
        p++
      }
      store<i32>(m.LEFT, left)
      if (result < 0) break
      if (left === 0) step = b.IN_STRING
      continue
    } else if (step === b.IN_UTF8) {
      p = readUtf8Rest(p, end)
      if (p === 0) {
        result = b.E_UTF8
        break
      }
      if (load<i32>(m.LEFT) === 0) step = b.IN_STRING
      continue
    } else if (step === b.AFTER_DOCUMENT || step === b.BEFORE_RECORD) {
      const inRecords = load<i32>(m.DOCUMENTS) === 2
      p = skipSpace(p, end, lines)
      if (p >= end) break
      const byte = <i32>load<u8>(p)
      if ((lines && byte === b.LF) || (inRecords && byte === b.RS)) {
        step = b.BEFORE_VALUE
      } else {
        const matched = load<i32>(m.MATCHED_TRAILER)
        if (
          step === b.BEFORE_RECORD || matched >= load<i32>(m.TRAILER_LENGTH) ||
          byte !== <i32>load<u8>(m.TRAILER + <usize>matched)
        ) {
          result = b.E_SYNTAX
          break
        }
        store<i32>(m.MATCHED_TRAILER, matched + 1)
      }
      p++
      continue
    }

    // --- the end of a container or a value ---------------------------------------------------------------------------

    if (step === CLOSING) {
      reportEnd(<i32>(p - origin), level, depth)
      depth--
      level -= m.LEVEL_SIZE
      isObject = depth > 0 && load<i32>(level, m.IS_OBJECT_) !== 0
      p++
      step = VALUE_READ
    }
    if (step === VALUE_READ) {
      hold = -1
      lead = b.NO_LEAD
      if (depth > 0) step = b.AFTER_VALUE
      else {
        step = b.AFTER_DOCUMENT
        place = load<i32>(m.ROOT_PLACE)
        key = 0
        reportDocument(<i32>(p - origin))
      }
    }
  }

  store<i32>(m.AT, <i32>(p - origin))
  store<i32>(m.STEP, step)
  store<i32>(m.DEPTH, depth)
  store<i32>(m.HOLD, hold)
  store<i32>(m.LEAD, lead)
  store<i32>(m.MEMBER, member)
  store<i32>(m.START, start)
  store<i32>(m.FLAGS, flags)
  store<i32>(m.DIGITS, digits)
  store<i32>(m.PLACE, place)
  store<i32>(m.KEY, key)
  return result
}

/** Steps that last no longer than a turn of the loop. */
const CLOSING: i32 = 15
const VALUE_READ: i32 = 16

/** How far the start of a member may lie behind its value's first byte. */
// @ts-ignore: decorator
@inline
function farFromValue(): i32 {
  return load<i32>(m.MAX_LEAD_BYTES) + load<i32>(m.MAX_KEY_BYTES)
}

// @ts-ignore: decorator
@inline
function countScalar(): void {
  store<i32>(m.SCALARS, load<i32>(m.SCALARS) + 1)
}

// @ts-ignore: decorator
@inline
function watchAt(place: i32): i32 {
  return load<i32>(m.PLACES + (<usize>place) * m.PLACE_SIZE, m.WATCH_)
}

/** The letter of `true`, `false` or `null` that stands `left` letters before its end. */
function letterOf(word: i32, left: i32): i32 {
  const letters = word === b.LOWER_T ? 0x65757274 : word === b.LOWER_F ? 0x65736c61 : 0x6c6c756e
  return (letters >>> ((4 - left) * 8)) & 0xff
}
