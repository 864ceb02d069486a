import examples from 'libphonenumber-js/mobile/examples'
import { type CountryCode, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max'
import { Seeded } from '../../lib/demo/seeded.ts'

/** The regions of the tenants, the larger ones several times. */
export const REGIONS = [
  'GB', 'GB', 'GB', 'US', 'US', 'US', 'DE', 'DE', 'DE', 'FR', 'FR', 'ES', 'IT', 'NL', 'CA', 'AU', 'AT', 'CH', 'IE',
  'BE', 'SE', 'NO', 'DK', 'FI', 'PL', 'CZ', 'HU', 'RO', 'GR', 'PT', 'TR', 'IL', 'AE', 'SA', 'EG', 'ZA', 'NG', 'KE',
  'IN', 'CN', 'HK', 'JP', 'KR', 'SG', 'MY', 'TH', 'VN', 'PH', 'ID', 'NZ', 'BR', 'AR', 'MX', 'CL', 'CO', 'PE', 'UA',
  'RU',
] as const satisfies readonly CountryCode[]
export type Region = (typeof REGIONS)[number]

/** A line that the numbering plan allows. */
export interface Line {
  readonly region: Region
  readonly number: PhoneNumber
}

const LINES_PER_REGION = 60
const MAX_TRIES = 4000

/** Lines to draw from; as a plan may allow a number that somebody has, they are made anew and never kept in a file. */
export class NumberBook {
  private readonly pages = new Map<Region, readonly [Line, ...Line[]]>()
  private readonly seed: number

  constructor(seed: number) {
    this.seed = seed
  }

  line(random: Seeded, region: Region): Line {
    const page = this.pages.get(region) ?? makePage(new Seeded(this.seed + REGIONS.indexOf(region) * 1000), region)
    this.pages.set(region, page)
    return random.pick(page)
  }
}

function makePage(random: Seeded, region: Region): readonly [Line, ...Line[]] {
  const example = examples[region]
  const first = lineOf(region, example)
  if (first === null) throw new Error(`the example of ${region} is not valid`)
  const page: [Line, ...Line[]] = [first]
  for (let tries = 0; tries < MAX_TRIES && page.length < LINES_PER_REGION; tries++) {
    const kept = tries % 2 === 0 ? example.slice(0, 2 + random.below(3)) : ''
    const length = example.length - (kept === '' ? random.below(3) : 0)
    const line = lineOf(region, kept + random.digits(length - kept.length))
    if (line !== null) page.push(line)
  }
  return page
}

const PERSONAL = ['MOBILE', 'FIXED_LINE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'PERSONAL_NUMBER']

function lineOf(region: Region, national: string): Line | null {
  const number = parsePhoneNumberFromString(national, region)
  if (number === undefined || number.country !== region || number.nationalNumber !== national) return null
  const type = number.getType()
  if (!number.isValid() || type === undefined || !PERSONAL.includes(type)) return null
  return { region, number }
}
