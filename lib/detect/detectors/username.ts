import { keyed, phrases } from '../keyed.ts'

/** Names of accounts. */
export const username = keyed('username', [
  {
    category: 'user.account.username',
    words: phrases(`
      user name, username, login name, login, login id, account name, sam account name,
      on premises sam account name, owner username, mail nickname, screen handle, benutzername, auth user,
      sip auth id, account code, accountcode, vanity name, account id name
    `),
  },
  { category: 'user.account.username', at: 'whole', under: ['person'], words: phrases('handle, identity, slug') },
])
