/*
 * Names in messaging services.
 * Not found: handles in prose.
 */

import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_LINK, A_STATE } from '../meaning.ts'

/** Names in messaging services. */
export const imHandle = keyed('im-handle', [
  {
    category: 'user.contact.im_handle',
    at: 'anywhere',
    words: phrases(`
      im address, im addresses, xmpp, jid, jabber, jabber id, skype, skype id, skype name, im handle,
      instant messaging, telegram, telegram id, wechat, wechat id, whatsapp, xmpp federation jid, slack handle,
      discord, twitter handle, twitter id, twitter feed, line handle, icq, aim, im username, viber, signal handle,
      facebook messenger, yahoo id
    `),
  },
  {
    category: 'user.contact.im_handle', subtree: true, sparing: A_ID | A_LINK | A_STATE,
    words: phrases('im, ims, im client, social media address, social media handle'),
  },
])
