import type { KeyRule, Surrounding } from '../../lib/detect/detector.ts'
import { EVIDENCE, PERSON_KEYS, THING_KEYS } from '../../lib/detect/key-words.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { E_ENDS, E_MESSAGE, E_NAME, E_PERSON, E_PLACE } from '../../lib/walk/watch.ts'

const camel = (words: string): string => words.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
const keysOf = ({ words }: KeyRule): readonly string[] => words.map(camel)
const RULES = DETECTORS.flatMap(({ keys = [] }) => keys)

/** Keys in camel case that detectors know, wherever they stand. */
export const NAMED_KEYS: readonly string[] = RULES.flatMap(keysOf)
/** By what they are evidence of, so that each is met as often as any other. */
export const EVIDENT_KEYS: readonly (readonly string[])[] = EVIDENCE.map(([, sequences]) => sequences.map(camel))
/** Which of them can make a surrounding. */
const MAKING: Readonly<Record<Surrounding, number>> = {
  person: E_PERSON, somebody: E_PERSON, evident: E_PERSON, party: E_NAME, knownParty: E_NAME, place: E_PLACE, line: ~0,
  extension: ~0, call: ~E_PERSON, conversation: ~E_PERSON, message: E_MESSAGE, sent: E_ENDS,
}
const madeBy = (bits: number): readonly string[] => EVIDENCE.filter(([bit]) => (bit & bits) !== 0)
  .flatMap(([, sequences]) => sequences.map(camel))

interface Doubtful {
  /** Keys that are believed in some surroundings only. */
  readonly keys: readonly string[]
  /** Keys that make these. */
  readonly beside: readonly string[]
}

/** By surrounding, so that each is met as often as any other; the last of them for the rest of the conditions. */
export const DOUBTFUL: readonly (readonly Doubtful[])[] = [
  ...Object.entries(MAKING).map(([around, bits]) => RULES
    .filter(({ under }) => under?.includes(around as Surrounding) === true)
    .map((rule) => ({ keys: keysOf(rule), beside: madeBy(bits) }))),
  RULES.filter(({ telephony, dialled, named }) => [telephony, dialled, named].includes(true))
    .map((rule) => ({ keys: keysOf(rule), beside: madeBy(~E_PERSON) })),
].filter((rules) => rules.length > 0)

/** Of objects. */
export const HOLDING_KEYS: readonly string[] = [...PERSON_KEYS, ...THING_KEYS].map(camel)
