/**
 * The part of libphonenumber's metadata that says which numbers exist, by name instead of by position (version 4 of
 * the format, METADATA.md of libphonenumber-js).
 */
export interface Metadata {
  /** Calling code to its plans, the main one first. A non-geographic code has one, of no country. */
  readonly codes: ReadonlyMap<string, readonly Plan[]>
}

/** The numbering plan of a country or of a non-geographic code. Patterns are regular expressions over digits. */
export interface Plan {
  readonly callingCode: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** What is dialled before a foreign number. Empty: unknown. */
  readonly internationalPrefix: string
  readonly general: string
  /** Possible lengths of a national number, ascending. */
  readonly lengths: readonly number[]
  /** What may stand before a national number, and what is put in its place (`9$1`). Empty: nothing. */
  readonly nationalPrefix: string
  readonly transform: string
  /** What is dialled before a number at home. Empty: nothing. */
  readonly trunkPrefix: string
  /** How the country's numbers begin, where countries share a calling code. Empty: its types tell. */
  readonly leadingDigits: string
  /** In the order in which they are tried. */
  readonly types: readonly NumberType[]
  /** No number is known to be mobile only. */
  readonly sharesMobile: boolean
}

export interface NumberType {
  /** libphonenumber's word. */
  readonly name: string
  readonly pattern: string
  readonly lengths: readonly number[]
}

/** Where a type stands in the metadata, in the order in which types are tried. */
const TYPES: readonly (readonly [name: string, position: number])[] = [
  ['FIXED_LINE', 0], ['MOBILE', 1], ['PREMIUM_RATE', 3], ['TOLL_FREE', 2], ['SHARED_COST', 9], ['VOIP', 8],
  ['PERSONAL_NUMBER', 4], ['PAGER', 7], ['UAN', 6], ['VOICEMAIL', 5],
]
const VERSION = 4

interface RawMetadata {
  readonly version: number
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>
  readonly countries: Readonly<Record<string, RawPlan>>
  readonly nonGeographic: Readonly<Record<string, RawPlan>>
}

type RawPlan = readonly unknown[]
type RawType = readonly [pattern?: string, lengths?: readonly number[]] | 0 | undefined

/**
 * @param json `metadata.max.json` of libphonenumber-js
 * @throws Error if it is of another version, or lacks types (`metadata.min.json`)
 */
export function readMetadata(json: unknown): Metadata {
  const raw = json as RawMetadata
  if (raw.version !== VERSION) throw new Error(`the metadata is of version ${String(raw.version)}, not ${VERSION}`)
  const codes = new Map<string, readonly Plan[]>()
  for (const [code, countries] of Object.entries(raw.country_calling_codes)) {
    if (countries[0] === '001') continue
    codes.set(code, countries.map((country) => planOf(raw.countries[country] ?? [], country)))
  }
  for (const [code, plan] of Object.entries(raw.nonGeographic)) codes.set(code, [planOf(plan, null)])
  return { codes }
}

function planOf(raw: RawPlan, country: string | null): Plan {
  const text = (position: number): string => (raw[position] || '') as string
  const lengths = raw[3] as readonly number[]
  const types = raw[11] as readonly RawType[] | undefined
  if (types === undefined || lengths === undefined) throw new Error('the metadata has no types: use metadata.max.json')
  return {
    callingCode: text(0),
    country,
    internationalPrefix: text(1),
    general: text(2),
    lengths,
    nationalPrefix: text(7) || text(5),
    transform: text(8),
    trunkPrefix: text(5),
    leadingDigits: text(10),
    types: TYPES.flatMap(([name, position]) => {
      const type = types[position] || []
      return type[0] ? [{ name, pattern: type[0], lengths: type[1] ?? lengths }] : []
    }),
    sharesMobile: !types[1] || !types[1][0],
  }
}
