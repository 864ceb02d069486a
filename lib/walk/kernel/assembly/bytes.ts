/** Byte values and record constants; a test compares them with codes.ts, leaf.ts and reference.ts. */

export const QUOTE: i32 = 0x22
export const HASH: i32 = 0x23
export const DOLLAR: i32 = 0x24
export const PERCENT: i32 = 0x25
export const AMPERSAND: i32 = 0x26
export const OPEN_PARENTHESIS: i32 = 0x28
export const CLOSE_PARENTHESIS: i32 = 0x29
export const STAR: i32 = 0x2a
export const PLUS: i32 = 0x2b
export const COMMA: i32 = 0x2c
export const MINUS: i32 = 0x2d
export const POINT: i32 = 0x2e
export const SLASH: i32 = 0x2f
export const DIGIT_ZERO: i32 = 0x30
export const DIGIT_NINE: i32 = 0x39
export const COLON: i32 = 0x3a
export const SEMICOLON: i32 = 0x3b
export const LESS: i32 = 0x3c
export const EQUALS: i32 = 0x3d
export const GREATER: i32 = 0x3e
export const AT_SIGN: i32 = 0x40
export const UPPER_X: i32 = 0x58
export const UPPER_Z: i32 = 0x5a
export const UNDERSCORE: i32 = 0x5f
export const BACKSLASH: i32 = 0x5c
export const OPEN_BRACKET: i32 = 0x5b
export const CLOSE_BRACKET: i32 = 0x5d
export const OPEN_BRACE: i32 = 0x7b
export const CLOSE_BRACE: i32 = 0x7d
export const SPACE: i32 = 0x20
export const TAB: i32 = 0x09
export const LF: i32 = 0x0a
export const CR: i32 = 0x0d
export const RS: i32 = 0x1e
export const LOWER_B: i32 = 0x62
export const LOWER_E: i32 = 0x65
export const LOWER_F: i32 = 0x66
export const LOWER_N: i32 = 0x6e
export const LOWER_R: i32 = 0x72
export const LOWER_T: i32 = 0x74
export const LOWER_U: i32 = 0x75
export const LOWER_X: i32 = 0x78
/** What makes a letter lower case. */
export const CASE: i32 = 0x20

// Kinds of records and flags: leaf.ts.
export const R_KEY: i32 = 0
export const R_STRING: i32 = 1
export const R_NUMBER: i32 = 2
export const R_LITERAL: i32 = 3
export const R_PART: i32 = 4
export const R_OPEN: i32 = 5
export const R_CLOSE: i32 = 6
export const R_DOCUMENT: i32 = 7
export const NO_LEAD: i32 = -1
export const FAR_LEAD: i32 = -2
export const HAS_AT: i32 = 1
export const HAS_ESCAPE: i32 = 2
export const HAS_NON_ASCII: i32 = 4
export const HAS_PLUS: i32 = 8
export const HAS_COLON: i32 = 16
export const HAS_PERCENT: i32 = 32
export const LOOKS_LIKE_JSON: i32 = 64
export const FIRST_PART: i32 = 128
export const LAST_PART: i32 = 256
export const HINT_NUMBER: i32 = 512
export const HINT_EXTENSION: i32 = 1024
export const HINT_ADDRESS: i32 = 2048
export const HINT_URI: i32 = 4096
export const HINT_CREDENTIAL: i32 = 8192
export const HINT_OBSCURED: i32 = 16384
export const LOOKED_CLOSER: i32 = 32768
export const DIGITS_SHIFT: i32 = 16
export const MAX_DIGITS: i32 = 63

// Types of values, as bits: watch.ts.
export const T_STRING: i32 = 1
export const T_NUMBER: i32 = 2
export const T_LITERAL: i32 = 4
export const TELLING: i32 = 8
export const MAX_TOLD_BYTES: usize = 64

// Steps of the walk: the states of reference.ts, and one more.
export const BEFORE_RECORD: i32 = 0
export const BEFORE_VALUE: i32 = 1
export const FIRST_ELEMENT: i32 = 2
export const FIRST_KEY: i32 = 3
export const NEXT_KEY: i32 = 4
export const AFTER_KEY: i32 = 5
export const AFTER_VALUE: i32 = 6
export const AFTER_DOCUMENT: i32 = 7
export const IN_STRING: i32 = 8
export const IN_ESCAPE: i32 = 9
export const IN_HEX: i32 = 10
export const IN_UTF8: i32 = 11
export const IN_NUMBER: i32 = 12
export const IN_WORD: i32 = 13
/** A key was read that nobody knows here; TypeScript says what it is. */
export const KEY_IN_QUESTION: i32 = 14

// What a call of `walk` ends with. Errors are negative.
export const DONE: i32 = 0
export const ASKS_MEMBER: i32 = 1
export const ASKS_ELEMENT: i32 = 2
export const TAPE_IS_FULL: i32 = 3
export const E_SYNTAX: i32 = -1
export const E_UTF8: i32 = -2
export const E_DEPTH: i32 = -3
export const E_KEY_SIZE: i32 = -4
export const E_NUMBER_SIZE: i32 = -5

// States of the grammar of numbers: grammar.ts.
export const N_NONE: i32 = 0
export const N_START: i32 = 1
export const N_ZERO: i32 = 3
export const N_INTEGER: i32 = 4
export const N_FRACTION: i32 = 6
