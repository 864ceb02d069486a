import type { CategoryId } from '../../lib/detect/category.ts'
import type { Plant } from './ledger.ts'

/** How the telling part of a value is looked for, for those categories whose values are numbers. */
const WAYS: ReadonlyMap<CategoryId, (telling: string, text: string) => boolean> = new Map([
  ['user.contact.phone_number', isInDigits],
  ['user.contact.fax_number', isInDigits],
  ['user.contact.phone_number.extension', isRunOfDigits],
])

/** True if the telling part of the value can still be read in the text. */
export function isTold({ category, telling }: Pick<Plant, 'category' | 'telling'>, text: string): boolean {
  const way = WAYS.get(category) ?? isPart
  return way(telling, text) || (text.includes('%') && way(telling, withoutPercents(text)))
}

/** The digits stand there in order, whatever separates them; letters do more than separate. */
function isInDigits(telling: string, text: string): boolean {
  return asciiDigits(text).replace(/[^\p{L}\d]+/gu, '').includes(telling)
}

function isRunOfDigits(telling: string, text: string): boolean {
  return asciiDigits(text).split(/\D+/).includes(telling)
}

function isPart(telling: string, text: string): boolean {
  return text.includes(telling)
}

/** Digits as 0 to 9, of all scripts that have ten of them in a row. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code <= 0x39 ? code - 0x30 : code - zero)
  })
}

function withoutPercents(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString())
}

/** True if each telling part is told by its own value alone, so that what is left of another cannot be taken for it. */
export function isUnambiguous(text: string, plants: readonly Plant[]): boolean {
  return plants.every((plant) => isTold(plant, text) && !isTold(plant, text.replace(plant.text, '\n|\n')))
    && new Set(plants.map(({ telling }) => asciiDigits(telling))).size === plants.length
}

/** What tells most of a name. */
export function longestWord(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [text]
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest))
}
