import { keyed, phrases } from '../keyed.ts'

/** What describes a person without naming one. */
export const demographic = keyed('demographic', [
  {
    category: 'user.demographic.gender', at: 'anywhere',
    words: phrases('gender, sex, pronoun, gender identity, geschlecht, anrede'),
  },
  {
    category: 'user.demographic.marital_status',
    words: phrases(`
      marital status, civil status, marital state, familienstand, married, anniversary, wedding date
    `),
    types: 'any',
  },
  {
    category: 'user.demographic.family',
    words: phrases(`
      spouse, spouse name, partner name, next of kin, mother name, father name, mother maiden name, children name,
      emergency contact name, sibling name
    `),
  },
  {
    category: 'user.demographic.family', at: 'whole', under: ['person'],
    words: phrases('children, relations, relatives, parents, siblings, family'),
  },
  {
    category: 'user.demographic',
    words: phrases(`
      nationality, citizenship, ethnicity, race, religion, religious affiliation, sexual orientation,
      political affiliation, native language, place of birth, birth place, city of birth
    `),
    types: 'any',
  },
])
