/*
 * Dates of birth.
 * Not found: dates in prose; dates under keys that do not speak of birth.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { countDigits } from '../chars.ts'
import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_LINK } from '../meaning.ts'
import { ALL } from '../shape.ts'

const BIRTH = 'user.demographic.date_of_birth'

/** Dates of birth, as one value or as the parts below a container. */
export const birthDate = keyed('birth-date', [
  {
    category: BIRTH,
    types: 'any',
    subtree: true,
    sparing: A_ID | A_LINK,
    at: 'anywhere',
    words: phrases(`
      birthday, birth date, date of birth, dob, bday, birth day, birth year, year of birth, birth month,
      month of birth, birth, geburtsdatum, geburtstag, fecha de nacimiento, fecha nacimiento, date de naissance,
      born, born on, day of birth, geburtsjahr, geburtsmonat, cumpleanos, anniversaire, data de nascimento,
      data nascimento, data di nascita, data nascita, compleanno, aniversario de nascimento, annee de naissance,
      ano de nacimiento, anno di nascita, gbdat
    `),
  },
  { category: BIRTH, types: 'any', under: ['person'], at: 'whole', words: ['age'] },
], judgeBirth, () => ALL)

/** Anything with a digit or a letter; a year alone is what generalising leaves of a whole date. */
function judgeBirth({ text, isNumber }: WholeValue): Judgement | null {
  if (isNumber) return { confidence: 0.9 }
  if (text.trim() === '' || (text.length === 4 && countDigits(text) === 4)) return null
  return { confidence: 0.9 }
}
