import { keyed, phrases } from '../keyed.ts'

/** Where somebody is. */
export const location = keyed('location', [
  {
    category: 'user.location.precise', types: 'any',
    words: phrases(`
      latitude, longitude, lat, lng, lon, lat lng, geo location, gps, gps coordinates, geo coordinates, coordinates,
      geohash, plus code, what three words
    `),
  },
  { category: 'user.location', at: 'whole', under: ['person'], words: phrases('location, place') },
  {
    category: 'user.location.imprecise',
    words: phrases(`
      caller location, callee location, user location, ip location, home location, caller city, caller state,
      caller country, from city, to city, from state, to state, from zip, to zip, from country, to country
    `),
  },
  { category: 'user.location.imprecise', telephony: true, at: 'whole', words: phrases('location, city, region') },
])
