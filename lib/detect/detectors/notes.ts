/*
 * What is written about or by people.
 * Not found: what is said of people under keys that do not say so.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_LINK, A_STATE } from '../meaning.ts'
import { ALL } from '../shape.ts'

/**
 * What is written about or by people: notes and messages. The forms inside are found by the other detectors as well.
 */
export const notes = keyed('notes', [
  {
    category: 'user.content.private',
    words: phrases(`
      note, notes, personal note, personal notes, bio, agent note, agent notes,
      call note, call notes, customer note, internal note, private note, case note, contact information note,
      message body, sms body, sms text, chat message, remarks, comment text, user comment, agent comment,
      employee comment, supervisor comment, manager comment,
      customer comment, client comment, patient comment, caller comment, free text,
      notiz, notizen, bemerkung, bemerkungen, kommentar, observaciones, comentario, observacoes, remarque, commentaire,
      osservazioni, commento, body preview, note content, note title, note body, call body, email body, task body,
      internal reply message, external reply message, auto reply message, away message,
      note html, notes html, text signature, html signature, email signature, mail signature
    `),
  },
  {
    category: 'user.content.private', at: 'whole', under: ['somebody'], lends: false,
    words: phrases('topic, subject, information, about, description, interests, status message, status text, signature'),
  },
  {
    category: 'user.content.private', at: 'whole', under: ['somebody'],
    words: phrases('comment, comments, body, message, text, html, markdown'),
  },
  { category: 'user.content.private', at: 'whole', under: ['knownParty'], words: ['background'] },
  {
    category: 'user.content.private', at: 'whole', under: ['sent'],
    words: phrases('text, body, content, message, subject'),
  },
  {
    category: 'user.content.private', subtree: true, sparing: A_ID | A_LINK | A_STATE,
    words: phrases('biography, biographies, about me'),
  },
  {
    category: 'user.content.private', at: 'whole', under: ['user.content.private'], words: phrases('content, body'),
  },
  {
    category: 'user.content.private', under: ['conversation'], at: 'whole',
    words: phrases('body, topic, subject, comment, summary, memo, wrap up note, message'),
  },
], judgeNote, () => ALL)

/** Lists of links have keys such as `messages`. */
function judgeNote({ text }: WholeValue): Judgement | null {
  return text.trim() === '' || /^(?:https?:\/)?\/\S+$/.test(text) ? null : { confidence: 0.9 }
}
