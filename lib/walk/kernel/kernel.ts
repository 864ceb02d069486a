import { randomBytes } from 'node:crypto'
import { CR, LF, SPACE, TAB } from '../../bytes/codes.ts'
import { EgressError } from '../../errors.ts'
import * as grammar from '../grammar.ts'
import * as leaf from '../leaf.ts'
import type { Shape, WatchPlan } from '../walker.ts'
import { T_ANY } from '../watch.ts'
import { fillHintTables, HINT_NAMES } from './hint-memory.ts'
import { MODULE } from './module.generated.ts'

/**
 * The one instance of the kernel in this thread: its memory, its two tables that outlive a stream, and the names of its
 * addresses. A kernel belongs to no stream: each call begins with the state of one being put in place, and ends with it
 * being taken out again (kernel-walker.ts).
 */
export class Kernel {
  readonly bytes: Buffer
  /** The same memory, by 32-bit words. */
  readonly words: Int32Array
  /** Addresses, sizes and codes, as assembly/memory.ts and assembly/bytes.ts name them. */
  readonly at: Readonly<Record<Name, number>>
  /** The same for the words of STATE, as indices from its first one; and for those of a level. */
  readonly slot: Readonly<Record<StateName, number>>
  readonly level: Readonly<Record<LevelName, number>>
  readonly walk: (end: number) => number
  /** The closer look at the bytes between two addresses (hints.ts), for tests. */
  readonly lookCloser: (from: number, to: number, flags: number, digits: number) => number
  /** The stream whose levels and bytes are in memory. */
  owner: object | null = null
  /** Counts how often everything was forgotten: places from another epoch mean nothing. */
  epoch = 0
  private readonly calls: Calls
  private readonly plans = new WeakMap<WatchPlan, { epoch: number; places: Place[] }>()
  private places = 0
  private members = 0

  /** @throws Error where there is no WebAssembly, no SIMD, no memory for it, or the machine is not little-endian */
  constructor() {
    const { WebAssembly: wasm } = globalThis as { WebAssembly?: WebAssemblyApi }
    if (wasm === undefined) throw new Error('WebAssembly is not available')
    if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) throw new Error('words are read in another order here')
    const { exports } = new wasm.Instance(new wasm.Module(Buffer.from(MODULE, 'base64')))
    this.calls = exports as unknown as Calls
    this.walk = this.calls.walk
    this.lookCloser = this.calls.lookCloser
    this.bytes = Buffer.from(this.calls.memory.buffer)
    this.words = new Int32Array(this.calls.memory.buffer)
    const named = <N extends string>(names: readonly N[], from: number, unit: number): Record<N, number> =>
      Object.fromEntries(names.map((name) => [name, ((exports[name] as { value: number }).value - from) / unit])) as
        Record<N, number>
    this.at = named(NAMES, 0, 1)
    this.slot = named(STATE_NAMES, this.at.STATE, WORD)
    this.level = named(LEVEL_NAMES, 0, WORD)
    this.fillTables()
  }

  /** True if its memory is large enough for such a stream. */
  hasRoomFor({ limits }: WatchPlan, { trailer }: Shape): boolean {
    const { MAX_LEVELS, MAX_TRAILER_BYTES, INPUT_BYTES } = this.at
    const { maxDepth, maxKeyBytes, maxLeafBytes, maxNumberBytes } = limits
    return maxDepth <= MAX_LEVELS && trailer.length <= MAX_TRAILER_BYTES
      && Math.max(maxKeyBytes, maxLeafBytes, maxNumberBytes) * 2 <= INPUT_BYTES
      // The straight road does not ask for limits that nobody needs to have.
      && Math.min(maxKeyBytes, maxNumberBytes) >= LEAST_BYTES
  }

  /** Writes what a stream keeps to all the time. */
  configure({ gates, limits }: WatchPlan, { documents, trailer, reportRoot }: Shape): void {
    const { at, words } = this
    const most = 0x7fffffff
    words[at.ANY_FLAG / WORD] = gates.anyFlag
    words[at.MIN_DIGITS / WORD] = Math.min(gates.minDigits, most)
    words[at.ANY_HINT / WORD] = gates.anyHint
    words[at.MIN_NUMBER_DIGITS / WORD] = Math.min(gates.minNumberDigits, most)
    words[at.MAX_DEPTH / WORD] = limits.maxDepth
    words[at.MAX_KEY_BYTES / WORD] = limits.maxKeyBytes
    words[at.MAX_LEAF_BYTES / WORD] = limits.maxLeafBytes
    words[at.MAX_NUMBER_BYTES / WORD] = limits.maxNumberBytes
    words[at.MAX_LEAD_BYTES / WORD] = limits.maxLeadBytes
    words[at.DOCUMENTS / WORD] = DOCUMENTS[documents]
    words[at.REPORT_ROOT / WORD] = reportRoot ? 1 : 0
    words[at.TRAILER_LENGTH / WORD] = trailer.length
    this.bytes.set(trailer, at.TRAILER)
  }

  /** The place of a scope. Whoever asks must be ready for everything to be forgotten: see {@link makeRoom}. */
  placeOf(plan: WatchPlan, scope: number): number {
    const places = this.placesOf(plan)
    return places[scope] ?? this.addPlace(plan, places, scope)
  }

  /**
   * Remembers what a key means at a place.
   *
   * @param key address of the key's first byte, behind its quote
   * @param marks flags of the key's record, if it is to be reported at each occurrence; else null
   * @returns the new member, or 0 for a key that is too long to be remembered
   */
  addMember(
    place: number, key: number, length: number, id: number, child: number, adds: number, marks: number | null,
  ): number {
    if (length > this.at.MAX_SPELLING) return 0
    this.members++
    return this.calls.addMember(place, key, length, id, child, adds, marks === null ? 0 : marks | this.at.SHOWN)
  }

  /** The scope at a place. */
  scopeAt(place: number): number {
    return this.words[(this.at.PLACES + place * this.at.PLACE_SIZE + this.at.SCOPE_) >> 2] as number
  }

  setElements(place: number, elements: number): void {
    this.words[(this.at.PLACES + place * this.at.PLACE_SIZE + this.at.ELEMENT_) >> 2] = elements
  }

  /** True if everything was forgotten, because the tables were nearly full: at most half of the slots are used. */
  makeRoom(): boolean {
    if (this.members < this.at.MEMBER_SLOTS / 2 && this.places < this.at.MAX_PLACES - ROOM) return false
    this.calls.forgetAll()
    this.places = this.members = 0
    this.epoch++
    return true
  }

  /**
   * The first `to` bytes with the edits applied.
   *
   * @param edits four integers each, as edit-list.ts lays them out: start, end, place in the pool, bytes there
   * @param size bytes of the result
   * @returns null if there is no room for it
   * @throws EgressError ERR_EGRESS_STAGE if the result has another size
   */
  splice(bytes: Buffer, to: number, edits: Int32Array, count: number, pool: Buffer, size: number): Buffer | null {
    const { at, bytes: memory } = this
    const isTooMuch = to > at.MAX_SOURCE_BYTES || count > at.MAX_EDITS || size > at.MAX_OUTPUT_BYTES
    if (isTooMuch || pool.length > at.MAX_POOL_BYTES) return null
    this.words.set(edits.subarray(0, (count * at.EDIT_SIZE) / WORD), at.EDITS / WORD)
    pool.copy(memory, at.POOL)
    bytes.copy(memory, at.SOURCE, 0, to)
    const written = this.calls.splice(to, count)
    if (written !== size) throw new EgressError('ERR_EGRESS_STAGE')
    const out = Buffer.allocUnsafeSlow(size)
    memory.copy(out, 0, at.OUTPUT, at.OUTPUT + size)
    return out
  }

  private placesOf(plan: WatchPlan): Place[] {
    const known = this.plans.get(plan)
    if (known?.epoch === this.epoch) return known.places
    const places: Place[] = []
    this.plans.set(plan, { epoch: this.epoch, places })
    return places
  }

  private addPlace(plan: WatchPlan, places: Place[], scope: number): number {
    const { PLACES, PLACE_SIZE, SCOPE_, WATCH_ } = this.at
    const place = ++this.places
    const address = PLACES + place * PLACE_SIZE
    const watch = (plan.scopes.scopes[scope]?.watch ?? 0) | (plan.gates.everything ? T_ANY : 0)
    this.words[(address + SCOPE_) >> 2] = scope
    this.words[(address + WATCH_) >> 2] = watch
    places[scope] = place
    return place
  }

  private fillTables(): void {
    const { bytes, at } = this
    bytes.set(grammar.ESCAPABLE, at.ESCAPABLE)
    bytes.set(grammar.HEX, at.HEX)
    bytes.set(grammar.NUMBER_BYTES, at.NUMBER_BYTES)
    bytes.set(grammar.NUMBERS, at.NUMBERS)
    bytes.set(grammar.N_FINAL.subarray(0, 16), at.N_FINAL)
    bytes.fill(0xff, at.MASKS, at.MASKS + 16)
    for (const blanks of [at.SPACES, at.SPACES_IN_LINE]) {
      for (let low = 0; low < 16; low++) bytes[blanks + low] = ~low
      for (const byte of blanks === at.SPACES ? [SPACE, TAB, LF, CR] : [SPACE, TAB, CR]) bytes[blanks + (byte & 15)] = byte
    }
    for (const byte of SAME) bytes.fill(byte.value, at[byte.name], at[byte.name] + 16)
    for (let byte = 0; byte < 0x80; byte++) {
      const bit = CLASSES.get(grammar.STRING_BYTES[byte] as number) ?? 0
      bytes[at.BY_LOW + (byte & 15)] = (bytes[at.BY_LOW + (byte & 15)] as number) | bit
      bytes[at.BY_HIGH + (byte >> 4)] = (bytes[at.BY_HIGH + (byte >> 4)] as number) | bit
    }
    fillHintTables(bytes, this.words, at)
    bytes.set(randomBytes(8), at.SEED)
  }
}

/** A number from 1 on, unique among the scopes of all plans. */
type Place = number

/** More than a key or number that is taken on the straight road. */
const LEAST_BYTES = 48

/** Places that one question may need: those of all containers of a stream. */
const ROOM = 8192

interface Calls {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly walk: (end: number) => number
  readonly lookCloser: (from: number, to: number, flags: number, digits: number) => number
  addMember(
    place: number, key: number, length: number, id: number, child: number, adds: number, marks: number,
  ): number
  forgetAll(): void
  splice(to: number, edits: number): number
}

/** What there is of WebAssembly; not in the types of Node, and not everywhere at run time. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> }
}

const WORD = 4

/** Classes of scan.ts by those of grammar.ts. */
const CLASSES: ReadonlyMap<number, number> = new Map([
  [grammar.DIGIT, 1], [leaf.HAS_AT, 2], [leaf.HAS_PLUS, 4], [leaf.HAS_COLON, 8], [leaf.HAS_PERCENT, 16],
  [grammar.END_QUOTE, 32], [grammar.ESCAPE, 64], [grammar.CONTROL, 128],
])
const SAME = [
  { name: 'ALL_0F', value: 0x0f }, { name: 'ALL_60', value: 0x60 }, { name: 'ALL_7F', value: 0x7f },
  { name: 'ALL_ZERO_DIGIT', value: 0x30 }, { name: 'ALL_9', value: 9 },
] as const
const DOCUMENTS = { one: 0, lines: 1, records: 2 } as const

const NAMES = [
  'STATE', 'STATE_END', 'ORIGIN', 'TAPE_AT', 'ANY_FLAG', 'MIN_DIGITS', 'ANY_HINT', 'MIN_NUMBER_DIGITS', 'MAX_DEPTH',
  'MAX_KEY_BYTES', 'MAX_LEAF_BYTES', 'MAX_NUMBER_BYTES', 'MAX_LEAD_BYTES', 'DOCUMENTS', 'REPORT_ROOT', 'ROOT_PLACE',
  'TRAILER_LENGTH', 'SEED', 'ESCAPABLE', 'HEX', 'NUMBER_BYTES', 'NUMBERS', 'N_FINAL', 'MASKS', 'TRAILER', 'BY_LOW',
  'BY_HIGH', 'ALL_0F', 'ALL_60', 'ALL_7F', 'ALL_ZERO_DIGIT', 'ALL_9', 'SPACES', 'SPACES_IN_LINE',
  'MAX_TRAILER_BYTES', 'LEVELS', 'MAX_LEVELS', 'LEVEL_SIZE', 'INPUT', 'INPUT_BYTES', 'TAPE', 'PLACES', 'MAX_PLACES',
  'PLACE_SIZE', 'SCOPE_', 'WATCH_', 'ELEMENT_', 'MEMBER_SLOTS', 'MAX_SPELLING', 'SHOWN',
  'EDITS', 'EDIT_SIZE', 'MAX_EDITS', 'POOL', 'MAX_POOL_BYTES', 'SOURCE', 'MAX_SOURCE_BYTES', 'OUTPUT',
  'MAX_OUTPUT_BYTES',
  'DONE', 'ASKS_MEMBER', 'ASKS_ELEMENT',
  'BEFORE_RECORD', 'BEFORE_VALUE', 'AFTER_DOCUMENT', 'IN_STRING', 'IN_UTF8', 'IN_NUMBER',
  ...HINT_NAMES,
] as const
const STATE_NAMES = [
  'AT', 'STEP', 'DEPTH', 'HOLD', 'LEAD', 'MEMBER', 'START', 'FLAGS', 'DIGITS', 'PLACE', 'KEY', 'MATCHED_TRAILER',
  'SCALARS', 'BASE',
] as const
const LEVEL_NAMES = ['IS_OBJECT_', 'PLACE_', 'EVIDENCE_', 'ELEMENTS_', 'LAST_', 'SAVED_SCOPE_'] as const

type Name = (typeof NAMES)[number]
type StateName = (typeof STATE_NAMES)[number]
type LevelName = (typeof LEVEL_NAMES)[number]
