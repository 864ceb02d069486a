/*
 * Where somebody is.
 * Not found: coordinates in prose; places under keys that speak of no person.
 */

import { keyed, phrases } from '../keyed.ts'

/** Where somebody is. */
export const location = keyed('location', [
  {
    category: 'user.location.precise', types: 'any',
    words: phrases(`
      latitude, longitude, lat, lng, lon, lat lng, geo location, gps, gps coordinates, geo coordinates, coordinates,
      geohash, gmlpos, plus code, what three words, latitud, longitud, breitengrad, laengengrad, latitudine, longitudine
    `),
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
])
