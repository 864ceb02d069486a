import * as code from '../bytes/codes.ts'
import { EgressError } from '../errors.ts'
import * as grammar from './grammar.ts'
import { lookCloser } from './hints.ts'
import * as leaf from './leaf.ts'
import type { Shape, Walker, WatchPlan } from './walker.ts'
import { MAX_TOLD_BYTES, passes, T_ANY, T_LITERAL, T_NUMBER, T_STRING, TELLING } from './watch.ts'

/**
 * The walker in plain TypeScript: the specification of the contract, and the fallback where there is no SIMD.
 *
 * One method per state, each with a drawing of where the cursor stands (`^`). A method reads as far as its state
 * lasts and returns the new place of the cursor; the state that follows is in `state`. Whatever must survive the end of
 * a window is a field.
 */
export class ReferenceWalker implements Walker {
  readonly tape = new leaf.Tape()
  scalars = 0
  private readonly plan: WatchPlan
  private readonly shape: Shape
  private readonly lines: boolean

  private window: Buffer = Buffer.alloc(0)
  private length = 0
  private at = 0
  private base = 0
  private state: State

  // The member under way. `hold` is the first byte that its removal would take away, -1 where there is none.
  private hold = -1
  private lead: number = leaf.NO_LEAD
  private member = 0
  private scope: number
  private key = 0

  // The token under way.
  private start = 0
  private flags = 0
  private digits = 0
  private inKey = false
  private long = false
  private hexLeft = 0
  private utf8Left = 0
  private utf8Low = 0
  private utf8High = 0
  private number = 0
  private word: Uint8Array = grammar.TRUE
  private matched = 0

  // The containers under way, outermost first. The first `opened` of them were reported.
  private depth = 0
  private opened = 0
  private isObject = new Uint8Array(FIRST_LEVELS)
  private scopes = new Int32Array(FIRST_LEVELS)
  private keys = new Int32Array(FIRST_LEVELS)
  private members = new Int32Array(FIRST_LEVELS)
  private evidence = new Int32Array(FIRST_LEVELS)
  private starts = new Float64Array(FIRST_LEVELS)
  private memberStarts = new Float64Array(FIRST_LEVELS)

  constructor(plan: WatchPlan, shape: Shape) {
    this.plan = plan
    this.shape = shape
    this.lines = shape.documents === 'lines'
    this.scope = shape.scope
    this.state = shape.documents === 'records' ? BEFORE_RECORD : BEFORE_VALUE
  }

  get heldFrom(): number {
    return this.hold >= 0 ? this.hold : this.at
  }

  get position(): number {
    return this.base + this.at
  }

  walk(window: Buffer, length: number): void {
    this.window = window
    this.length = length
    let at = this.at
    while (at < length) at = STEPS[this.state](this, at)
    this.at = at
  }

  end(): void {
    if (this.state === IN_NUMBER && this.depth === 0) this.endNumber(this.at)
    const between = this.shape.documents !== 'one' && (this.state === BEFORE_VALUE || this.state === BEFORE_RECORD)
    const complete = this.depth === 0 && (this.state === AFTER_DOCUMENT || between)
    if (!complete || this.matchedTrailer !== this.shape.trailer.length) throw new EgressError('ERR_EGRESS_TRUNCATED')
  }

  shift(count: number): void {
    this.base += count
    this.at -= count
    this.start -= count
    this.member -= count
    if (this.lead >= 0) this.lead -= count
    if (this.hold >= 0) this.hold -= count
  }

  // --- between values ----------------------------------------------------------------------------------------------

  /**
   *     1e {"a":1}          only in RFC 7464: a record separator, then a document
   *     ^
   */
  beforeRecord(at: number): number {
    const next = this.skipSpace(at, true)
    if (next === this.length) return next
    if (this.window[next] !== code.RS) throw syntax()
    this.state = BEFORE_VALUE
    return next + 1
  }

  /**
   *     {"a": 1, "b" : [2]}        ws, then a value
   *          ^        ^
   */
  beforeValue(at: number): number {
    const next = this.skipSpace(at, this.depth === 0)
    if (next === this.length) return next
    return this.beginValue(next)
  }

  /**
   *     [1, 2]          ws, then a value or the end of the array
   *      ^
   */
  firstElement(at: number): number {
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    if (this.window[next] === code.CLOSE_BRACKET) return this.close(next)
    return this.beginValue(next)
  }

  /**
   *     {"a": 1}          ws, then a key or the end of the object
   *      ^
   */
  firstKey(at: number): number {
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    if (this.window[next] === code.CLOSE_BRACE) return this.close(next)
    return this.beginKey(next)
  }

  /**
   *     {"a": 1, "b": 2}          ws, then a key
   *             ^
   */
  nextKey(at: number): number {
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    return this.beginKey(next)
  }

  /**
   *     {"a" : 1}          ws, then a colon
   *         ^
   */
  afterKey(at: number): number {
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    if (this.window[next] !== code.COLON) throw syntax()
    this.state = BEFORE_VALUE
    return next + 1
  }

  /**
   *     {"a": 1 , "b": [2 ]}          ws, then a comma or the end of the container
   *            ^         ^
   */
  afterValue(at: number): number {
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    const byte = this.window[next]
    const top = this.depth - 1
    if (byte === code.COMMA) {
      this.members[top] = (this.members[top] as number) + 1
      this.lead = next
      this.hold = next
      this.state = this.isObject[top] === 1 ? NEXT_KEY : BEFORE_VALUE
      if (this.isObject[top] === 0) this.enterElement()
      return next + 1
    }
    if (byte === (this.isObject[top] === 1 ? code.CLOSE_BRACE : code.CLOSE_BRACKET)) {
      this.members[top] = (this.members[top] as number) + 1
      return this.close(next)
    }
    throw syntax()
  }

  private matchedTrailer = 0

  /**
   *     {"a": 1} \n          ws; then nothing, or the trailer, or the next document
   *             ^
   */
  afterDocument(at: number): number {
    const { documents, trailer } = this.shape
    const next = this.skipSpace(at, false)
    if (next === this.length) return next
    const byte = this.window[next]
    if (documents === 'lines' && byte === code.LF) this.state = BEFORE_VALUE
    else if (documents === 'records' && byte === code.RS) this.state = BEFORE_VALUE
    else if (byte === trailer[this.matchedTrailer]) this.matchedTrailer++
    else throw syntax()
    return next + 1
  }

  private skipSpace(at: number, betweenDocuments: boolean): number {
    const { window, length } = this
    for (; at < length; at++) {
      const byte = window[at] as number
      if (byte > code.SPACE || grammar.SPACES[byte] === 0) break
      if (byte === code.LF && this.lines && !betweenDocuments) {
        if (this.state === AFTER_DOCUMENT) break
        throw syntax()
      }
    }
    if (this.hold >= 0 && at - this.hold > this.maxReach()) this.letGo()
    return at
  }

  /** How far the first byte of a member may lie behind the cursor, with nothing but white space and its key between. */
  private maxReach(): number {
    const { maxLeadBytes, maxKeyBytes } = this.plan.limits
    const beforeKey = this.state === NEXT_KEY || this.depth === 0 || this.isObject[this.depth - 1] === 0
    return beforeKey ? maxLeadBytes : maxLeadBytes + maxKeyBytes
  }

  private letGo(): void {
    this.hold = -1
    this.lead = leaf.FAR_LEAD
  }

  // --- the beginning and the end of values -------------------------------------------------------------------------

  private beginKey(at: number): number {
    if (this.window[at] !== code.QUOTE) throw syntax()
    this.beginMember(at)
    this.beginString(at)
    this.inKey = true
    return at + 1
  }

  private beginMember(at: number): void {
    this.member = at
    if (this.hold < 0) this.hold = at
  }

  private beginValue(at: number): number {
    if (this.depth === 0 || this.isObject[this.depth - 1] === 0) this.beginMember(at)
    const byte = this.window[at] as number
    if (byte === code.QUOTE) {
      this.beginString(at)
      return at + 1
    }
    if (byte === code.OPEN_BRACE || byte === code.OPEN_BRACKET) return this.open(at, byte === code.OPEN_BRACE)
    this.start = at
    if (this.hold < 0) this.hold = at
    if (byte === code.LOWER_T) this.word = grammar.TRUE
    else if (byte === code.LOWER_F) this.word = grammar.FALSE
    else if (byte === code.LOWER_N) this.word = grammar.NULL
    else {
      this.number = grammar.N_START
      this.digits = 0
      this.state = IN_NUMBER
      return at
    }
    this.matched = 1
    this.state = IN_WORD
    return at + 1
  }

  private open(at: number, isObject: boolean): number {
    const level = this.depth
    if (level === this.plan.limits.maxDepth) throw new EgressError('ERR_EGRESS_DEPTH')
    if (level === this.isObject.length) this.addLevels()
    this.isObject[level] = isObject ? 1 : 0
    this.scopes[level] = this.scope
    this.keys[level] = this.key
    this.members[level] = 0
    this.evidence[level] = 0
    this.starts[level] = this.base + at
    this.memberStarts[level] = this.base + this.member
    this.depth = level + 1
    this.hold = -1
    this.lead = leaf.NO_LEAD
    if (level === 0 && this.shape.reportRoot) this.reportContainers()
    this.state = isObject ? FIRST_KEY : FIRST_ELEMENT
    if (!isObject) this.enterElement()
    return at + 1
  }

  private addLevels(): void {
    const levels = this.isObject.length * 2
    this.isObject = grown(this.isObject, new Uint8Array(levels))
    this.scopes = grown(this.scopes, new Int32Array(levels))
    this.keys = grown(this.keys, new Int32Array(levels))
    this.members = grown(this.members, new Int32Array(levels))
    this.evidence = grown(this.evidence, new Int32Array(levels))
    this.starts = grown(this.starts, new Float64Array(levels))
    this.memberStarts = grown(this.memberStarts, new Float64Array(levels))
  }

  private enterElement(): void {
    const top = this.depth - 1
    this.scope = this.plan.scopes.element(this.scopes[top] as number)
    this.key = this.keys[top] as number
  }

  private close(at: number): number {
    const top = this.depth - 1
    if (this.opened === this.depth) {
      this.writeEnd(leaf.CLOSE, this.evidence[top] as number, at, at + 1, this.members[top] as number)
      this.opened--
    }
    this.depth = top
    this.endValue(at + 1)
    return at + 1
  }

  /** After any value: the next token is a comma or a bracket, or the document is over. */
  private endValue(end: number): void {
    this.hold = -1
    this.lead = leaf.NO_LEAD
    if (this.depth > 0) {
      this.state = AFTER_VALUE
      return
    }
    this.state = AFTER_DOCUMENT
    this.scope = this.shape.scope
    this.key = 0
    this.writeEnd(leaf.DOCUMENT, 0, end, end, 0)
  }

  // --- strings -----------------------------------------------------------------------------------------------------

  private beginString(at: number): void {
    this.start = at
    if (this.hold < 0) this.hold = at
    this.flags = 0
    this.digits = 0
    this.inKey = false
    this.long = false
    this.state = IN_STRING
  }

  /**
   *     "j\u0061ne"          bytes of a string, up to its quote, an escape, or a byte above 0x7f
   *      ^
   */
  inString(at: number): number {
    const { window } = this
    const full = this.fullAt()
    const stop = Math.min(this.length, full)
    let { flags, digits } = this
    let kind = 0
    for (; at < stop; at++) {
      kind = grammar.STRING_BYTES[window[at] as number] as number
      if (kind < grammar.DIGIT) flags |= kind
      else if (kind === grammar.DIGIT) digits++
      else break
    }
    this.flags = flags
    this.digits = digits
    if (at >= stop) {
      // An escape or a code point may have led beyond the limit; it is not cut in two.
      if (at >= full && at < this.length) this.overflow(at)
      return at
    }
    if (kind === grammar.END_QUOTE) return this.endString(at)
    if (kind === grammar.ESCAPE) {
      this.flags |= leaf.HAS_ESCAPE
      this.state = IN_ESCAPE
      return at + 1
    }
    if (kind === grammar.CONTROL) throw syntax()
    return this.beginUtf8(at)
  }

  /** Where the string (or its current part) becomes too long to be held. */
  private fullAt(): number {
    const { maxKeyBytes, maxLeafBytes } = this.plan.limits
    if (this.inKey) return this.start + 1 + maxKeyBytes
    return this.start + (this.long ? 0 : 1) + maxLeafBytes
  }

  private overflow(at: number): void {
    if (this.inKey) throw new EgressError('ERR_EGRESS_KEY_SIZE')
    const first = this.long ? 0 : leaf.FIRST_PART
    this.report(leaf.PART, this.gateFlags(at) | first, this.long ? this.start : this.start + 1, at)
    this.long = true
    this.start = at
    this.hold = at
    this.flags = 0
    this.digits = 0
  }

  /**
   *     "a\nb\u0041"          the byte after a backslash
   *        ^   ^
   */
  inEscape(at: number): number {
    const byte = this.window[at] as number
    if (byte === code.LOWER_U) {
      this.hexLeft = 4
      this.state = IN_HEX
    } else {
      if (byte > 0x7f || grammar.ESCAPABLE[byte] === 0) throw syntax()
      this.state = IN_STRING
    }
    return at + 1
  }

  /**
   *     "\u0041"          four hexadecimal digits
   *        ^
   */
  inHex(at: number): number {
    if (grammar.HEX[this.window[at] as number] === 0) throw syntax()
    if (--this.hexLeft === 0) this.state = IN_STRING
    return at + 1
  }

  /** The first byte of a code point beyond ASCII (RFC 3629, section 4): how many follow, and what the next may be. */
  private beginUtf8(at: number): number {
    const byte = this.window[at] as number
    this.flags |= leaf.HAS_NON_ASCII
    this.utf8Low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    this.utf8High = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
    if (byte >= 0xc2 && byte <= 0xdf) this.utf8Left = 1
    else if (byte >= 0xe0 && byte <= 0xef) this.utf8Left = 2
    else if (byte >= 0xf0 && byte <= 0xf4) this.utf8Left = 3
    else throw new EgressError('ERR_EGRESS_UTF8')
    this.state = IN_UTF8
    return at + 1
  }

  /**
   *     e2 82 ac          the bytes after the first of a code point
   *        ^
   */
  inUtf8(at: number): number {
    const byte = this.window[at] as number
    if (byte < this.utf8Low || byte > this.utf8High) throw new EgressError('ERR_EGRESS_UTF8')
    this.utf8Low = 0x80
    this.utf8High = 0xbf
    if (--this.utf8Left === 0) this.state = IN_STRING
    return at + 1
  }

  private endString(at: number): number {
    const end = at + 1
    if (this.inKey) {
      this.endKey(end)
    } else {
      this.scalars++
      if (this.long) this.report(leaf.PART, this.gateFlags(at) | leaf.LAST_PART, this.start, at)
      else this.endText(leaf.STRING, at, this.watch)
      this.endValue(end)
    }
    return end
  }

  private endKey(end: number): void {
    const { keys, scopes } = this.plan
    const { window, start } = this
    const text = (): string => JSON.parse(window.toString('utf8', start, end)) as string
    const entry = keys.lookUp(window, start + 1, end - 1, text)
    const top = this.depth - 1
    this.evidence[top] = (this.evidence[top] as number) | entry.keyClass.evidence
    this.key = entry.id
    this.scope = scopes.member(this.scopes[top] as number, entry)
    const above = scopes.scopes[this.scopes[top] as number]?.own
    const isReported = this.endText(leaf.KEY, end - 1, 0)
    if (!isReported && above?.tellsKeys === true) this.report(leaf.KEY, 0, start, end)
    this.state = AFTER_KEY
  }

  /** Reports a string or key with its closing quote at `at` if it is watched, or passes the gates and a closer look. */
  private endText(kind: typeof leaf.STRING | typeof leaf.KEY, at: number, watch: number): boolean {
    const { gates } = this.plan
    let flags = this.gateFlags(at)
    if (gates.anyHint !== 0 && passes(gates, flags) && !isTold(watch, flags, at - this.start - 1)) {
      flags |= leaf.LOOKED_CLOSER | lookCloser(this.window, this.start + 1, at, flags, this.digits)
    }
    const isReported = (watch & T_STRING) !== 0 || passes(gates, flags)
    if (isReported) this.report(kind, flags, this.start, at + 1)
    return isReported
  }

  /** @param end one past the last byte of the string, key or part */
  private gateFlags(end: number): number {
    let first = this.start + (this.long ? 0 : 1)
    while (first < end && grammar.SPACES[this.window[first] as number] === 1) first++
    const byte = this.window[first]
    const opens = first < end && (byte === code.OPEN_BRACE || byte === code.OPEN_BRACKET)
    const looks = opens ? leaf.LOOKS_LIKE_JSON : 0
    return this.flags | looks | (Math.min(this.digits, leaf.MAX_DIGITS) << leaf.DIGITS_SHIFT)
  }

  /** T_* bits of what is reported in this scope whatever it is, and TELLING. */
  private get watch(): number {
    const { gates, scopes } = this.plan
    return (scopes.scopes[this.scope]?.watch ?? 0) | (gates.everything ? T_ANY : 0)
  }

  // --- numbers and words -------------------------------------------------------------------------------------------

  /**
   *     -12.5e+3          a number, up to the first byte that cannot belong to it
   *     ^
   */
  inNumber(at: number): number {
    const { window, length } = this
    const full = this.start + this.plan.limits.maxNumberBytes
    let state = this.number
    for (; at < length; at++) {
      const next = grammar.NUMBERS[state * 16 + (grammar.NUMBER_BYTES[window[at] as number] as number)] as number
      if (next === grammar.N_NONE) {
        this.number = state
        this.endNumber(at)
        return at
      }
      if (at >= full) throw new EgressError('ERR_EGRESS_NUMBER_SIZE')
      state = next
      if (state === grammar.N_ZERO || state === grammar.N_INTEGER || state === grammar.N_FRACTION) this.digits++
    }
    this.number = state
    return at
  }

  private endNumber(at: number): void {
    if (grammar.N_FINAL[this.number] === 0) throw syntax()
    const enough = this.digits >= this.plan.gates.minNumberDigits
    this.scalars++
    if (enough || (this.watch & T_NUMBER) !== 0) {
      this.report(leaf.NUMBER, Math.min(this.digits, leaf.MAX_DIGITS) << leaf.DIGITS_SHIFT, this.start, at)
    }
    this.endValue(at)
  }

  /**
   *     true          the letters of true, false or null
   *      ^
   */
  inWord(at: number): number {
    if (this.window[at] !== this.word[this.matched]) throw syntax()
    if (++this.matched < this.word.length) return at + 1
    this.scalars++
    if ((this.watch & T_LITERAL) !== 0) this.report(leaf.LITERAL, 0, this.start, at + 1)
    this.endValue(at + 1)
    return at + 1
  }

  // --- the tape ----------------------------------------------------------------------------------------------------

  private report(kind: leaf.RecordKind, flags: number, start: number, end: number): void {
    this.reportContainers()
    const index = this.depth === 0 ? 0 : (this.members[this.depth - 1] as number)
    this.write(kind, flags, start, end, index)
  }

  private write(kind: leaf.RecordKind, flags: number, start: number, end: number, index: number): number {
    const at = this.writeEnd(kind, flags, start, end, index)
    const { data } = this.tape
    data[at + leaf.F_KEY] = this.key
    data[at + leaf.F_SCOPE] = this.scope
    data[at + leaf.F_MEMBER] = this.member
    data[at + leaf.F_LEAD] = this.lead
    return at
  }

  private writeEnd(kind: leaf.RecordKind, flags: number, start: number, end: number, index: number): number {
    const at = this.tape.claim()
    const { data } = this.tape
    data[at + leaf.F_KIND] = kind
    data[at + leaf.F_FLAGS] = flags
    data[at + leaf.F_START] = start
    data[at + leaf.F_END] = end
    data[at + leaf.F_KEY] = data[at + leaf.F_SCOPE] = data[at + leaf.F_MEMBER] = data[at + leaf.F_LEAD] = 0
    data[at + leaf.F_INDEX] = index
    return at
  }

  /** A reported leaf makes every container around it known. */
  private reportContainers(): void {
    for (; this.opened < this.depth; this.opened++) {
      const level = this.opened
      const start = this.relative(this.starts[level] as number)
      const index = level === 0 ? 0 : (this.members[level - 1] as number)
      const at = this.write(leaf.OPEN, this.isObject[level] as number, start, start + 1, index)
      const { data } = this.tape
      data[at + leaf.F_KEY] = this.keys[level] as number
      data[at + leaf.F_SCOPE] = this.scopes[level] as number
      data[at + leaf.F_MEMBER] = this.relative(this.memberStarts[level] as number)
      data[at + leaf.F_LEAD] = leaf.FAR_LEAD
    }
  }

  /** An offset in the window; far behind it, any offset will do. */
  private relative(absolute: number): number {
    return Math.max(absolute - this.base, -0x4000_0000)
  }
}

/** The key says what the text is, and there is room for little else. */
function isTold(watch: number, flags: number, bytes: number): boolean {
  const isPlain = (flags & (leaf.HAS_ESCAPE | leaf.HAS_NON_ASCII)) === 0
  return (watch & TELLING) !== 0 && isPlain && bytes <= MAX_TOLD_BYTES
}

function grown<Numbers extends { set(from: Numbers): void }>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

function syntax(): EgressError {
  return new EgressError('ERR_EGRESS_SYNTAX')
}

// --- states ----------------------------------------------------------------------------------------------------------

/** Levels of containers to begin with; most documents need no more. */
const FIRST_LEVELS = 16

type State = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13
const BEFORE_RECORD = 0
const BEFORE_VALUE = 1
const FIRST_ELEMENT = 2
const FIRST_KEY = 3
const NEXT_KEY = 4
const AFTER_KEY = 5
const AFTER_VALUE = 6
const AFTER_DOCUMENT = 7
const IN_STRING = 8
const IN_ESCAPE = 9
const IN_HEX = 10
const IN_UTF8 = 11
const IN_NUMBER = 12
const IN_WORD = 13

const STEPS: Record<State, (walker: ReferenceWalker, at: number) => number> = {
  [BEFORE_RECORD]: (walker, at) => walker.beforeRecord(at),
  [BEFORE_VALUE]: (walker, at) => walker.beforeValue(at),
  [FIRST_ELEMENT]: (walker, at) => walker.firstElement(at),
  [FIRST_KEY]: (walker, at) => walker.firstKey(at),
  [NEXT_KEY]: (walker, at) => walker.nextKey(at),
  [AFTER_KEY]: (walker, at) => walker.afterKey(at),
  [AFTER_VALUE]: (walker, at) => walker.afterValue(at),
  [AFTER_DOCUMENT]: (walker, at) => walker.afterDocument(at),
  [IN_STRING]: (walker, at) => walker.inString(at),
  [IN_ESCAPE]: (walker, at) => walker.inEscape(at),
  [IN_HEX]: (walker, at) => walker.inHex(at),
  [IN_UTF8]: (walker, at) => walker.inUtf8(at),
  [IN_NUMBER]: (walker, at) => walker.inNumber(at),
  [IN_WORD]: (walker, at) => walker.inWord(at),
}
