/*
 * Identifiers of people and of their lines.
 * Not found: numbers of the state and of employees in prose, or under keys such as `id`.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, OTHER, WORD } from '../shape.ts'

/** Identifiers of people and of their lines. */
export const identifier = keyed('identifier', [
  {
    category: 'user.unique_id.employee_id', types: 'any',
    words: phrases(`
      employee id, employee number, employee no, employee num, employee code, emp id, pernr, employee unique id,
      personnel number, staff id,
      staff number,
      badge number, badge id,
      caller employee id, personalnummer, worker id, payroll number, matricule, matricola, mitarbeiternummer,
      numero de empleado, numero empleado
    `),
  },
  {
    category: 'user.unique_id.line_id', types: 'any',
    words: phrases(`
      extension id, line id, device line id, caller ext id, callee ext id, agent extension id, phone line id,
      extension uuid, line uuid
    `),
  },
  {
    category: 'user.unique_id',
    types: 'any',
    words: phrases(`
      user id, person id, contact id, customer id, member id, participant id, patient id, subscriber id,
      external contact id, owner id, agent id, azure ad object id, social security number, ssn, national id,
      passport number, passport, tax id, tin, driver license number, driving licence number, license plate,
      sozialversicherungsnummer, bsn, nino, national insurance number, identity card number, user uuid, user guid,
      person uuid, steuernummer, steuer id, ausweisnummer, reisepassnummer, codice fiscale, cpf, dni, nif, curp, cnh,
      numero de securite sociale, numero de seguro social, numero de seguridad social, extern uid,
      on premises immutable id, agent unique id, recipient id, sender id, account holder id
    `),
  },
  { category: 'user.unique_id', at: 'whole', under: ['party'], words: ['uid'] },
  {
    category: 'user.unique_id', formed: true,
    words: phrases('dn, distinguished name, entry dn, user dn, bind dn, member dn, manager'),
  },
], judgeIdentifier, ({ formed }) => formed === true ? OTHER : ALL & ~WORD)

/** Names in a directory (RFC 4514) begin with a person: `uid=ann,ou=people,dc=example`. */
const PERSON_ENTRY = /^\s*(?:uid|cn|samaccountname|mail)=[^,=]+,\s*\w+=/i

/** Who takes part in a conversation of two has no other id than the part. */
const PARTS: ReadonlySet<string> = new Set(['agent', 'customer', 'caller', 'callee', 'system', 'bot', 'supervisor'])

function judgeIdentifier({ text, rule }: WholeValue): Judgement | null {
  if (rule.formed === true && !PERSON_ENTRY.test(text)) return null
  // Ids of other extensions are letters: those of a browser.
  if (rule.category === 'user.unique_id.line_id' && !/\d/.test(text)) return null
  const trimmed = text.trim()
  return trimmed === '' || PARTS.has(trimmed.toLowerCase()) ? null : { confidence: 0.9 }
}
