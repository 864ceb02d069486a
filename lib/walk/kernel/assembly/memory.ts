/**
 * The memory map. Everything is at a fixed address; nothing is allocated, and memory never grows.
 *
 *     0x000000  ............  nothing: address 0 means "none"
 *     0x000400  STATE         the words of the stream that is loaded: saved and restored by kernel-walker.ts
 *     0x000500  CONFIG        the words of its watch plan and limits
 *     0x000600  TABLES        grammar, as bytes; written once, from grammar.ts
 *     0x000c00  TRAILER       bytes that follow the document
 *     0x001000  LEVELS        one record for each open container
 *     0x031000  HINTS         tables of the closer look, and what it works with
 *     0x040000  INPUT         the token under way and the bytes behind it, with room to read beyond either end
 *     0x0a0000  TAPE          records of leaf.ts
 *     0x200000  PLACES        what is known of the scopes of all plans
 *     0x300000  MEMBERS       a hash table: place and key -> member
 *     0x400000  EDITS         of one splice: integers as in edit-list.ts
 *     0x440000  POOL          what they put in
 *     0x480000  SOURCE        what they are applied to
 *     0x510000  OUTPUT        what comes out
 *
 * The constants that end in `_` are offsets inside a record, the others are addresses. They are exported, and kernel.ts
 * asks for them by name, so that the map is written down once.
 */

// --- STATE: offsets count from the first byte of the window; see reference.ts for the meaning of each ----------------

export const STATE: usize = 0x400
export const AT: usize = STATE
export const STEP: usize = STATE + 4
export const DEPTH: usize = STATE + 8
export const OPENED: usize = STATE + 12
export const HOLD: usize = STATE + 16
export const LEAD: usize = STATE + 20
export const MEMBER: usize = STATE + 24
export const START: usize = STATE + 28
/** Of the text under way; of a key in question, those of its record, or NOT_WORTH_IT. */
export const FLAGS: usize = STATE + 32
export const DIGITS: usize = STATE + 36
export const IN_KEY: usize = STATE + 40
export const LONG: usize = STATE + 44
/** Bytes that the escape, code point or word under way still wants; and what the next byte of a code point may be. */
export const LEFT: usize = STATE + 48
export const LOW: usize = STATE + 52
export const HIGH: usize = STATE + 56
/** State of the number under way, or first letter of the word. */
export const NUMBER: usize = STATE + 60
export const PLACE: usize = STATE + 64
export const KEY: usize = STATE + 68
export const MATCHED_TRAILER: usize = STATE + 72
/** Scalars read in this call; added up outside. */
export const SCALARS: usize = STATE + 76
/** Offset of the window from the start of the input. */
export const BASE: usize = STATE + 80
export const STATE_END: usize = STATE + 88

// --- CONFIG ---------------------------------------------------------------------------------------------------------

export const CONFIG: usize = 0x500
/** Address of the window's first byte; it may lie before INPUT. */
export const ORIGIN: usize = CONFIG
/** One past the last record on the tape. */
export const TAPE_AT: usize = CONFIG + 4
export const ANY_FLAG: usize = CONFIG + 8
export const MIN_DIGITS: usize = CONFIG + 12
export const ANY_HINT: usize = CONFIG + 16
export const MIN_NUMBER_DIGITS: usize = CONFIG + 20
export const MAX_DEPTH: usize = CONFIG + 24
export const MAX_KEY_BYTES: usize = CONFIG + 28
export const MAX_LEAF_BYTES: usize = CONFIG + 32
export const MAX_NUMBER_BYTES: usize = CONFIG + 36
export const MAX_LEAD_BYTES: usize = CONFIG + 40
/** 0: one document, 1: lines, 2: records. */
export const DOCUMENTS: usize = CONFIG + 44
export const TRAILER_LENGTH: usize = CONFIG + 48
export const REPORT_ROOT: usize = CONFIG + 52
export const ROOT_PLACE: usize = CONFIG + 56
export const SEED: usize = CONFIG + 64

// --- TABLES ---------------------------------------------------------------------------------------------------------

export const ESCAPABLE: usize = 0x600
export const HEX: usize = 0x700
export const NUMBER_BYTES: usize = 0x800
export const NUMBERS: usize = 0x900
export const N_FINAL: usize = 0x9c0
/** Classes of a string's bytes by their low and their high half: scan.ts. */
export const BY_LOW: usize = 0xa00
export const BY_HIGH: usize = 0xa10
/** Sixteen times the same byte: constants that a loop reads from memory. */
export const ALL_0F: usize = 0xa20
export const ALL_60: usize = 0xa30
export const ALL_7F: usize = 0xa40
export const ALL_ZERO_DIGIT: usize = 0xa50
export const ALL_9: usize = 0xa60
/** White space by the low half of each byte; bytes that are none where there is none. */
export const SPACES: usize = 0xa70
export const SPACES_IN_LINE: usize = 0xa80
/** 16 bytes of ones, then 16 of zeros: loaded at MASKS + 16 - n it covers the first n bytes. */
export const MASKS: usize = 0xb00
export const TRAILER: usize = 0xc00
export const MAX_TRAILER_BYTES: i32 = 16

// --- LEVELS ---------------------------------------------------------------------------------------------------------

export const LEVELS: usize = 0x1000
export const MAX_LEVELS: i32 = 4096
export const LEVEL_SIZE: usize = 48
/** 1 for an object, 0 for an array. */
export const IS_OBJECT_: usize = 0
export const PLACE_: usize = 4
export const KEY_: usize = 8
export const MEMBERS_: usize = 12
export const EVIDENCE_: usize = 16
/** Place of an array's elements. */
export const ELEMENTS_: usize = 20
/** What was read last, to foretell what comes next: a member, or before the first one the place itself. */
export const LAST_: usize = 24
/** Scope of the place, while the stream is not loaded. */
export const SAVED_SCOPE_: usize = 28
/** Offsets from the start of the input, 64 bits. */
export const START_: usize = 32
export const MEMBER_: usize = 40

// --- HINTS: from hint-tables.ts, hint-extensions.ts and hint-numbers.ts ---------------------------------------------

/** What a byte is; what it can begin; what it is beside an extension. */
export const BITS: usize = 0x31000
export const MARKS: usize = 0x31100
export const AROUND: usize = 0x31200
/** By the value of a byte: a bit for each secret that has its mark there. */
export const SECRETS_AT: usize = 0x31300
/** A record for each secret: its prefix, and numbers. */
export const SECRETS: usize = 0x31400
export const SECRET_SIZE: usize = 32
export const PREFIX_LENGTH_: usize = 16
export const PREFIX_MARK_: usize = 20
export const SECRET_MIN_: usize = 24
/** Words as a length and letters, 0 behind the last; LISTED as 32-bit numbers. */
export const CHANNELS: usize = 0x31580
export const SCHEMES: usize = 0x315c0
export const LISTED: usize = 0x31600
/** By the last letter of a label, from 0 for none to 26: a bit for each letter that may stand before it. */
export const ENDINGS: usize = 0x31680
/** The groups of digits of the candidate under way. */
export const GROUPS: usize = 0x31700
export const GROUP_SIZE: usize = 32
export const DIGITS_: usize = 0
/** Address of the byte behind the group. */
export const END_: usize = 4
/** Digits up to its end. */
export const TOTAL_: usize = 8
/** What stands before it: with white space, without, and whether there is a parenthesis. */
export const SEPARATOR_: usize = 12
export const SOLID_: usize = 16
export const OPEN_: usize = 20
/** Sets of bytes: scan.ts. Which bytes are in them, and why: hint-memory.ts. */
export const ROWS: usize = 0x31b00
export const MARKS_SET: usize = 0x31b10
export const FEW_MARKS_SET: usize = 0x31b20
export const NOT_BEFORE_SET: usize = 0x31b30
export const BEGINS_SET: usize = 0x31b40
export const ANNOUNCES_SET: usize = 0x31b50
export const SECRET_FIRST_SET: usize = 0x31b60
export const SECRET_MARKS_SET: usize = 0x31b70
/** Sixteen times the same byte. */
export const ALL_PLUS: usize = 0x31c00
export const ALL_BACKSLASH: usize = 0x31c10
export const ALL_TRAILING: usize = 0x31c20
/** A moment, with a zero for each digit; and what may be added to each byte. */
export const MOMENT: usize = 0x31c30
export const MOMENT_ROOM: usize = 0x31c40
/** What the letter behind a backslash stands for. */
export const ESCAPED: usize = 0x31d00
/** Numbers of 32 bits, 0 behind the last. */
export const FOREIGN_ENDS: usize = 0x31f00
export const FOLDING: usize = 0x32000
/** A text without its escapes, with room to read beyond either end. */
export const PLAIN: usize = 0x33100
export const MAX_ESCAPED_BYTES: usize = 4096
/** Words like CHANNELS. */
export const LABELS: usize = 0x34400
export const TELEPHONE_WORDS: usize = 0x34800
export const CONTEXTS: usize = 0x34d00

// --- INPUT and TAPE -------------------------------------------------------------------------------------------------

export const INPUT: usize = 0x40100
export const INPUT_BYTES: i32 = 0x50000
export const TAPE: usize = 0xa0000
/** From here on there is only room for opening and closing all containers around one more leaf. */
export const TAPE_FULL: usize = 0x1f0000 - 8200 * 36
export const RECORD_SIZE: usize = 36

// --- PLACES: a scope of one plan. The number of a place is unique among all plans ------------------------------------

export const PLACES: usize = 0x200000
export const MAX_PLACES: i32 = 0x10000
export const PLACE_SIZE: usize = 16
export const SCOPE_: usize = 0
export const WATCH_: usize = 4
/** Place of the elements of an array that stands here; 0 if nobody asked yet. */
export const ELEMENT_: usize = 8
/** NEXT_: the member that an object standing here began with last time. */

// --- MEMBERS: one cache line each -----------------------------------------------------------------------------------

export const MEMBERS: usize = 0x300000
export const MEMBER_SLOTS: u32 = 0x4000
export const MEMBER_SIZE: usize = 64
/** Place of the object; 0 for an empty slot. */
export const OF_: usize = 0
export const LENGTH_: usize = 4
export const ID_: usize = 8
/** The member that followed this one last time. A place has it too. */
export const NEXT_: usize = 12
export const ADDS_: usize = 16
/** Flags of the key's record; SHOWN if it is to be reported. */
export const KEY_FLAGS_: usize = 20
export const CHILD_: usize = 24
/** The key as spelled, its closing quote, and zeros. */
export const SPELLING_: usize = 32
export const MAX_SPELLING: i32 = 31
export const SHOWN: i32 = 1 << 31

// --- splice ---------------------------------------------------------------------------------------------------------

export const EDITS: usize = 0x400000
export const EDIT_SIZE: usize = 16
export const MAX_EDITS: i32 = 0x4000
export const POOL: usize = 0x440000
export const MAX_POOL_BYTES: i32 = 0x3ff00
export const SOURCE: usize = 0x480000
export const MAX_SOURCE_BYTES: i32 = 0x80000
export const OUTPUT: usize = 0x510000
export const MAX_OUTPUT_BYTES: i32 = 0xeff00
