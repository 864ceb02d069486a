/*
 * What describes a person without naming one.
 * Not found: what a sentence says of somebody.
 */

import { keyed, phrases } from '../keyed.ts'

/** What describes a person without naming one. */
export const demographic = keyed('demographic', [
  {
    category: 'user.demographic.gender', at: 'anywhere', types: 'any',
    words: phrases(`
      gender, gender code, gender code name, sex, pronoun, gender identity, geschlecht, anrede, sexe, sexo, sesso,
      genero, civilite
    `),
  },
  {
    category: 'user.demographic.gender', at: 'whole', under: ['user.demographic.gender'],
    words: phrases('value, formatted value, text, address me as'),
  },
  {
    category: 'user.demographic.marital_status',
    words: phrases(`
      marital status, marital status name, marital status id, family status, family status code, marital,
      civil status, marital state,
      familienstand, married, anniversary, wedding date,
      etat civil, situation familiale, estado civil, stato civile, hochzeitstag
    `),
    types: 'any',
  },
  {
    category: 'user.demographic.marital_status', at: 'whole', under: ['user.demographic.marital_status'],
    words: phrases('value, formatted value, text, name, label'),
  },
  {
    category: 'user.demographic.family',
    words: phrases(`
      spouse, spouse name, spouses name, spouse full name, spouse complete name, partner name, next of kin,
      mother name, father name, mother maiden name, children name, childrens name,
      emergency contact name, emergency contact info name, next kin name, next of kin name, sibling name, ehepartner,
      ehefrau, ehemann, conjoint, conyuge, conjuge, coniuge,
      nom du conjoint, emergency contact relationship
    `),
  },
  {
    category: 'user.demographic.family', at: 'whole', under: ['person'],
    words: phrases('kinder, enfants, hijos, filhos, figli, children, relations, relatives, parents, siblings, family'),
  },
  {
    category: 'user.demographic',
    words: phrases(`
      nationality, citizenship, ethnicity, race, religion, religious affiliation, sexual orientation,
      political affiliation, native language, place of birth, birth place, city of birth,
      country of birth, geburtsort, staatsangehorigkeit, staatsangehoerigkeit, lieu de naissance, nationalite,
      lugar de nacimiento, nacionalidad, nacionalidade, naturalidade, luogo di nascita, nazionalita
    `),
    types: 'any',
  },
])
