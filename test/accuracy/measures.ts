import { covers, type CategoryId } from '../../lib/detect/category.ts'
import { KEYED, WRITTEN, type Place } from './ledger.ts'
import { total, type Score, type Share } from './tally.ts'

/** One figure of a score. */
export interface Measure {
  readonly name: string
  /** It makes sense for filters that find numbers and addresses only. */
  readonly isCommon: boolean
  readonly of: (score: Score) => Share
}

/** Categories that are told as one. The first that covers a category holds it. */
export const GROUPS = [
  ['e-mail addresses', 'user.contact.email'],
  ['extensions', 'user.contact.phone_number.extension'],
  ['telephone numbers', 'user.contact.phone_number', 'user.contact.fax_number'],
  ['names', 'user.name'],
  ['postal addresses', 'user.contact.address'],
  ['everything else', 'user', 'system'],
] as const satisfies readonly (readonly [name: string, ...categories: CategoryId[]])[]
export type Group = (typeof GROUPS)[number][0]

export function groupOf(category: CategoryId): Group | undefined {
  return GROUPS.find(([, ...coarse]) => coarse.some((one) => covers(one, category)))?.[0]
}

/** What leaked of the categories of a group, in some places. */
export function leakOf(group: Group, isPlace: (place: Place) => boolean = () => true): (score: Score) => Share {
  return ({ leaks }) => total(leaks.filter(({ category, place }) => groupOf(category) === group && isPlace(place)))
}

export function isKeyed(place: Place): boolean {
  return KEYED.includes(place)
}

function isWritten(place: Place): boolean {
  return WRITTEN.includes(place)
}

function isElsewhere(place: Place): boolean {
  return !isKeyed(place) && !isWritten(place)
}

export const MEASURES = [
  { name: 'e-mail addresses', isCommon: true, of: leakOf('e-mail addresses') },
  { name: 'telephone numbers, under keys', isCommon: true, of: leakOf('telephone numbers', isKeyed) },
  { name: 'telephone numbers, in texts', isCommon: true, of: leakOf('telephone numbers', isWritten) },
  { name: 'telephone numbers, elsewhere', isCommon: true, of: leakOf('telephone numbers', isElsewhere) },
  { name: 'extensions, under keys', isCommon: false, of: leakOf('extensions', isKeyed) },
  { name: 'extensions, in texts', isCommon: false, of: leakOf('extensions', isWritten) },
  { name: 'extensions, elsewhere', isCommon: false, of: leakOf('extensions', isElsewhere) },
  { name: 'names', isCommon: false, of: leakOf('names') },
  { name: 'postal addresses', isCommon: false, of: leakOf('postal addresses') },
  { name: 'everything else', isCommon: false, of: leakOf('everything else') },
  { name: 'harmless values, damaged', isCommon: true, of: ({ damage }: Score) => total(damage) },
] as const satisfies readonly Measure[]
export type MeasureName = (typeof MEASURES)[number]['name']
