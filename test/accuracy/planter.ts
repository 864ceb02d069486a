import type { CategoryId } from '../../lib/detect/category.ts'
import type { Seeded } from '../../lib/demo/seeded.ts'
import { makeClean, type CleanKind } from './clean.ts'
import { KEYED, type Place, type Plant } from './ledger.ts'
import type { Line, NumberBook, Region } from './numbers.ts'
import { DETAILS, NAMES, type Person } from './people.ts'
import { HARMLESS, SENTENCES } from './prose.ts'
import { Source } from './source.ts'
import { LABELS, spellInternational, spellNational, SUFFIXES, type Spelling } from './spelling.ts'
import { isUnambiguous, longestWord } from './told.ts'
import { Inside, Leaf, type Tree } from './tree.ts'

export const GAPS = {
  noRegion: 'national number, no region',
  bare: 'bare digits, no key',
  proseName: 'name in a text',
} as const

const TELLING_DIGITS = 6
/** Of a hundred. */
const ODDS = { national: 45, strayNational: 10, suffix: 6, escaped: 3 } as const

/** Makes the leaves of one body, and notes what they are. */
export class Planter extends Source {
  private readonly isInside: boolean

  constructor(random: Seeded, region: Region | null, book: NumberBook, isInside = false) {
    super(random, region, book)
    this.isInside = isInside
  }

  /** A document in a string. */
  inside(make: (planter: Planter) => Tree): Inside {
    return new Inside(make(new Planter(this.random, this.region, this.book, true)))
  }

  /** Any private value, as it is. */
  value(category: CategoryId, text: string, place: Place = 'key', telling = text): Leaf {
    return this.leaf(text, [this.plant(category, place, text, telling)])
  }

  /** A name, or one part of it. */
  name(who: Person, part: keyof typeof NAMES = 'full', place: Place = 'key'): Leaf {
    return this.value(NAMES[part], who[part], place, longestWord(who[part]))
  }

  /** Something that only a person has, and no number. */
  detail(who: Person, part: keyof typeof DETAILS, place: Place = 'key'): Leaf {
    return this.value(DETAILS[part], who[part], place, part === 'born' ? who.born : longestWord(who[part]))
  }

  /** A number as somebody wrote it; sometimes with an extension behind it. */
  phone(place: Place = 'key', line = this.line(), category: CategoryId = 'user.contact.phone_number'): Leaf {
    const { text, plants } = this.phoneText(place, line, category)
    return this.leaf(text, plants)
  }

  /** A number in the form of E.164, as most services keep it. */
  e164(place: Place = 'key', line = this.line()): Leaf {
    const text = line.number.number
    return this.leaf(text, [this.phonePlant(place, line, text, null)])
  }

  /** A number as a JSON number: international, or as it is dialled in a country without a zero in front. */
  phoneNumber(line = this.line()): Leaf {
    const { number } = line
    const national = number.formatNational().replace(/\D/g, '')
    const digits = this.chance(30) && !national.startsWith('0') ? national : number.number.slice(1)
    return this.leaf(Number(digits), [this.phonePlant('number', line, digits, null)])
  }

  /** Two to six digits, as a string. */
  extension(place: Place = 'key', digits = this.extensionDigits()): Leaf {
    return this.leaf(digits, [this.extensionPlant(place, digits)])
  }

  extensionNumber(): Leaf {
    const digits = this.extensionDigits()
    return this.leaf(Number(digits), [this.extensionPlant('number', digits)])
  }

  email(place: Place = 'key', address = this.person().email): Leaf {
    return this.leaf(address, [this.emailPlant(place, address)])
  }

  emailPlant(place: Place, address: string): Plant {
    return this.plant('user.contact.email', place, address, address.slice(0, address.lastIndexOf('@')))
  }

  phonePlant(place: Place, { number }: Line, text: string, gap: string | null): Plant {
    return this.plant('user.contact.phone_number', place, text, number.nationalNumber.slice(-TELLING_DIGITS), gap)
  }

  extensionPlant(place: Place, digits: string): Plant {
    return this.plant('user.contact.phone_number.extension', place, digits, digits)
  }

  extensionDigits(): string {
    return `${1 + this.random.below(9)}${this.random.digits(this.pick(1, 2, 2, 3, 3, 3, 4, 5))}`
  }

  /** A sentence or two, with private values in them. */
  text(place: Place = 'text'): Leaf {
    for (;;) {
      const plants: Plant[] = []
      const sentences = this.some(2, () => this.sentence(this.random.pick(SENTENCES), plants, place))
      const text = sentences.join(' ')
      if (isUnambiguous(text, plants)) return this.leaf(text, plants)
    }
  }

  /** A sentence without anything private. */
  prose(): Leaf {
    return new Leaf(this.sentence(this.random.pick(HARMLESS)), [], 'prose with numbers')
  }

  clean(kind: CleanKind): Leaf {
    return makeClean(kind, this.random)
  }

  /** Leaves with these plants: where escapes and documents in strings are decided. */
  leaf(value: string | number, plants: readonly Plant[]): Leaf {
    const isKeyed = plants.every(({ place }) => place === 'key')
    const canBeEscaped = typeof value === 'string' && isKeyed && !this.isInside
    if (!canBeEscaped || !this.chance(ODDS.escaped)) return new Leaf(value, plants)
    return new Leaf(value, plants.map((plant) => ({ ...plant, place: 'escaped' })), null, true)
  }

  private plant(
    category: CategoryId, place: Place, text: string, telling: string, gap: string | null = null,
  ): Plant {
    return { category, place: this.isInside && KEYED.includes(place) ? 'json' : place, text, telling, gap }
  }

  private phoneText(place: Place, line: Line, category: CategoryId): { text: string; plants: Plant[] } {
    const isKeyed = KEYED.includes(place)
    const canBeNational = isKeyed || line.region === this.region
    const isNational = this.chance(canBeNational ? ODDS.national : this.region === null ? ODDS.strayNational : 0)
    const spelling = isNational ? spellNational(line, this.random) : spellInternational(line, this.random)
    const gap = isKeyed ? null : this.gapOf(spelling)
    const telling = line.number.nationalNumber.slice(-TELLING_DIGITS)
    const plants = [this.plant(category, place, spelling.text, telling, gap)]
    if (!this.chance(ODDS.suffix)) return { text: spelling.text, plants }
    for (;;) {
      const digits = this.extensionDigits()
      const text = spelling.text + this.random.pick(SUFFIXES).replace('{}', digits)
      const both = [...plants, this.plant('user.contact.phone_number.extension', place, digits, digits, gap)]
      if (isUnambiguous(text, both)) return { text, plants: both }
    }
  }

  /** What is documented as not found where no key speaks for it. */
  private gapOf({ isBare, isNational }: Spelling): string | null {
    if (isBare && (isNational || this.region === null)) return GAPS.bare
    return isNational && this.region === null ? GAPS.noRegion : null
  }

  private sentence(template: string, plants: Plant[] = [], place: Place = 'text'): string {
    return template.replace(/\{(\w+)\}/g, (_, slot: string) => this.slot(slot, plants, place))
  }

  private slot(slot: string, plants: Plant[], place: Place): string {
    if (slot === 'phone') {
      const phone = this.phoneText(place, this.line(), 'user.contact.phone_number')
      plants.push(...phone.plants)
      return phone.text
    }
    if (slot === 'extension') {
      const digits = this.extensionDigits()
      plants.push(this.extensionPlant(place, digits))
      return this.random.pick(LABELS).replace('{}', digits)
    }
    if (slot === 'email') {
      const { email } = this.person()
      plants.push(this.emailPlant(place, email))
      return email
    }
    if (slot === 'name') {
      const { full } = this.person()
      plants.push(this.plant('user.name.full', place, full, full, GAPS.proseName))
      return full
    }
    return String(makeClean(SLOTS[slot] ?? 'count', this.random).value)
  }
}

const SLOTS: Readonly<Record<string, CleanKind>> = {
  order: 'order id', time: 'time', price: 'price', count: 'count', date: 'date',
}
