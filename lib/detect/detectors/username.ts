/*
 * Names of accounts.
 * Not found: a bare `user`; account names in prose.
 */

import type { Judgement, KeyRule, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, GROUPED, MOMENT, OTHER } from '../shape.ts'

/** Who takes part in a call by the name of an account that is an address: `client:ann_40example_2Eorg`. */
const CLIENT: KeyRule = {
  category: 'user.account.username', at: 'whole', formed: true,
  words: phrases('from, to, caller, called, contact uri, participant, destination'),
}

/** Names of accounts. */
export const username = keyed('username', [
  {
    category: 'user.account.username',
    words: phrases(`
      user name, username, login name, login, login id, account name, sam account name,
      on premises sam account name, owner username, mail nickname, screen handle, benutzername, auth user,
      source user, destination user, nombre de usuario, nom d utilisateur, nome utente, nome de usuario, utilizador,
      sip auth id, accountcode, vanity name, account id name, reg user
    `),
  },
  { category: 'user.account.username', at: 'whole', under: ['person'], words: phrases('handle, identity') },
  { category: 'user.account.username', at: 'whole', formed: true, words: ['handle'] },
  {
    category: 'user.account.username', at: 'whole', under: ['user.account.username'],
    words: phrases('value, text, name'),
  },
  {
    category: 'user.account.username', under: ['evident', 'extension'],
    words: phrases('reg name, register name, registration name'),
  },
  { category: 'user.account.username', under: ['extension'], words: ['auth id'] },
  CLIENT,
  { category: 'user.account.username', telephony: true, words: ['account code'] },
], judgeUsername, (rule) => rule.formed === true ? OTHER : ALL & ~(GROUPED | MOMENT))

/** When somebody logged in last is no name. */
function judgeUsername({ text, rule }: WholeValue): Judgement | null {
  if (rule === CLIENT) return /^client:\S{1,64}_40\S/i.test(text) ? { confidence: 0.9 } : null
  if (rule.formed === true) return /^@\w{2,40}$/.test(text) ? { confidence: 0.8 } : null
  return text.trim() === '' || /^\d{4}-\d\d-\d\d/.test(text) || /^\/\S*$/.test(text) ? null : { confidence: 0.9 }
}
