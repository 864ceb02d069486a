import { DOT } from '../../bytes/codes.ts'
import { lengths, opens, outlineOf, separators, totals } from '../../walk/written-number.ts'

/* Whether groups of digits that a country's plan knows are also written as its people write numbers. */

/** Where national numbers are written behind a 0, by the formats of libphonenumber. */
export const BEHIND_ZERO: ReadonlySet<string> = new Set(`
  AF AL AM AR AT AU AX AZ BA BD BE BG BL CC CD CH CU CX DE DZ EC EG EH ER ET FI FR GB GF GG GH GP HR HU ID IE IM IQ
  IR JE JO JP KE KG KP KR LA LK LR LY MA MC MD ME MF MG MK MM MQ MW MY NA NG NL NZ PH PK PM PS PY RE RO RS SD SE SI
  SK SL SS TH TW TZ UA UG VE XK YE YT ZA ZM ZW
`.trim().split(/\s+/))

/** Of some countries, the lengths of the groups, one digit each. */
const OUTLINES: ReadonlyMap<string, RegExp> = new Map([
  ...['US', 'CA', 'PR', 'DO', 'JM', 'TT', 'BS', 'BB'].map((region) => [region, /^1?(?:334|37|64)$/] as const),
  ['IN', /^1?(?:[56]5|[45]6|3?334|433|343|37|[23]8|[2345][34]4|[45]33|356?|56|454)$/],
  ['BR', /^[123]?(?:[2345]4|54|[23][45]4|[23]144|[23][89]|[23]9|4(?:33|34|7))$/],
])

/**
 * @param digits of the candidate
 * @param groups how many groups of it are asked about
 */
export function isWrittenAtHome(digits: Uint8Array, groups: number, region: string): boolean {
  if (BEHIND_ZERO.has(region) && digits[0] !== 0 && !(region === 'AU' && digits[0] === 1)) return false
  if (lengths[0] === 1 && lengths[1] === 1) return false
  if (groups > MAX_GROUPS) return false
  const outline = outlineOf(groups)
  let dots = 0
  for (let group = 0; group < groups; group++) {
    if (group > 0 && separators[group] === DOT) dots++
    if (group > 1 && group < groups - 1 && lengths[group] === 1 && opens[group] === 0) return false
  }
  if (lengths[groups - 1] === 1 && !ENDING_IN_ONE.includes(outline)) return false
  if (dots > 0 && (dots < groups - 1 || isVersion(groups))) return false
  return OUTLINES.get(region)?.test(String(outline)) ?? true
}

/** Outlines of numbers with a single digit at the end. */
const ENDING_IN_ONE: readonly number[] = [331, 3331, 4331]

const MAX_GROUPS = 5

/** `03.81.8280.96`: numbers are written with dots in pairs, or in three groups of which the last one is long. */
function isVersion(groups: number): boolean {
  let pairs = 0
  for (let group = 0; group < groups; group++) if (lengths[group] === 2) pairs++
  return pairs !== groups && (groups > 3 || (lengths[groups - 1] as number) < 3 || (totals[groups - 1] as number) < 9)
}
