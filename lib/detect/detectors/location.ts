/*
 * Where somebody is.
 * Not found: coordinates in prose; places under keys that speak of no person.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, OTHER } from '../shape.ts'

/** Where somebody is. */
export const location = keyed('location', [
  {
    category: 'user.location.precise', types: 'any',
    words: phrases(`
      latitude, longitude, lat, lng, lon, lat lng, geo location, gps, gps coordinates, geo coordinates, coordinates,
      geohash, gmlpos, plus code, what three words, latitud, longitud, breitengrad, laengengrad, latitudine, longitudine
    `),
  },
  {
    category: 'user.location.precise', at: 'whole', formed: true,
    words: phrases('loc, lat lon, lat long, latlon, geo, point'),
  },
  {
    category: 'user.location.precise', types: 'number', at: 'whole', formed: true,
    words: ['location', 'loc'],
  },
  { category: 'user.location', at: 'whole', under: ['person'], words: phrases('location, place') },
  {
    category: 'user.location.imprecise',
    words: phrases(`
      caller location, callee location, user location, ip location, home location, caller city, caller state,
      caller country, customer location
    `),
  },
  {
    category: 'user.location.imprecise', at: 'whole',
    words: phrases(`
      from city, to city, from state, to state, from zip, to zip, from country, to country, called city, called state,
      called zip, called country, caller zip
    `),
  },
  { category: 'user.location.imprecise', telephony: true, at: 'whole', words: phrases('location, city, region') },
], judgeLocation, ({ formed }) => formed === true ? OTHER : ALL)

/** Degrees north and east. */
const DEGREES = /^-?\d{1,3}\.\d{3,}$/
const PAIR = /^[\s(]*-?\d{1,2}\.\d{2,}[\s,;]+-?\d{1,3}\.\d{2,}[\s)]*$/

function judgeLocation({ text, isNumber, rule }: WholeValue): Judgement | null {
  if (rule.formed === true && !(isNumber ? DEGREES : PAIR).test(text)) return null
  return text.trim() === '' ? null : { confidence: 0.9 }
}
