/** What a byte can begin, and what it is, for the closer look: hint-tables.ts and hint-extensions.ts. */

export const M_DIGIT: i32 = 1
export const M_AT: i32 = 2
export const M_COLON: i32 = 3
export const M_QUERY: i32 = 4
export const M_HASH: i32 = 5
export const M_EQUALS: i32 = 6
export const M_PERCENT: i32 = 7
export const M_BREAK: i32 = 8
export const M_SECRET: i32 = 9
export const M_BEYOND_ASCII: i32 = 10

export const B_DIGIT: i32 = 1
export const B_LETTER: i32 = 2
export const B_WORD: i32 = 4
export const B_NOT_BEFORE: i32 = 8
export const B_SEPARATOR: i32 = 16
export const B_LOCAL: i32 = 32
export const B_HEX: i32 = 64
export const B_TOKEN: i32 = 128

export const BEFORE_DIGITS: i32 = 1
export const BEHIND_NUMBER: i32 = 2
export const BESIDE_DIGITS: i32 = 4
export const BEHIND_CHANNEL: i32 = 8

/** The first of the secrets. */
export const JWT: i32 = 0
