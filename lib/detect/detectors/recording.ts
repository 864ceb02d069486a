/*
 * Recordings, transcripts and voicemail.
 * Not found: names of their files under general keys.
 */

import { isBracketed } from '../chars.ts'
import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_LINK, A_STATE } from '../meaning.ts'
import type { Judgement, KeyRule, WholeValue } from '../detector.ts'
import { ALL, GROUPED, INTERNATIONALS, PHRASE, WORD, WORDS } from '../shape.ts'

/** Keys of whatever is recorded: beside a call, a value is a recording if it is a file of sound. */
const BY_FILE: KeyRule = {
  category: 'user.content.private.recording', at: 'whole', under: ['call'],
  words: phrases('record, audio, audio file, file url, record link, record url, url, uri'),
}
/** Of a conversation (vCon), and of a user interface. */
const DIALOG: KeyRule = { category: 'user.content.private.recording', subtree: true, taking: A_LINK, words: ['dialog'] }

const isOfSound = (rule: KeyRule): boolean => rule === BY_FILE || rule === DIALOG

/** Recordings, transcripts and voicemail: links to them, names of their files, and their words. */
export const recording = keyed('recording', [
  {
    category: 'user.content.private.recording',
    words: phrases(`
      recording url, recording uri, recording link, recording content url, recording file, record file, record path,
      recording path, recording filename, content uri, media url, audio url, video url,
      recording content, audio uri, recordfile, recordpath, play url, recording media, call audio, recording src,
      call recording url
    `),
  },
  {
    category: 'user.content.private.transcript',
    subtree: true,
    sparing: A_ID | A_STATE,
    words: phrases(`
      transcript, transcription, transcription text, transcript text, transcript url, transcript content,
      transcript content url, transcript download url, transcript uri, transcription url, utterance, utterances,
      caption text, speech text, bulleted summary, next steps,
      dictation
    `),
  },
  BY_FILE,
  DIALOG,
  {
    category: 'user.content.private.recording', at: 'whole', under: ['user.content.private.recording'],
    words: ['location'],
  },
  { category: 'user.content.private.transcript', words: phrases('call summary, meeting summary') },
  {
    category: 'user.content.private.transcript', at: 'whole', under: ['user.content.private.transcript'],
    words: phrases('text, content, body'),
  },
  { category: 'user.content.private.recording', subtree: true, taking: A_LINK, words: phrases('recording, call recording') },
  {
    category: 'user.content.private.voicemail', subtree: true, taking: A_LINK,
    words: phrases('voicemail, voice mail, voicemail message'),
  },
  {
    category: 'user.content.private.voicemail',
    words: phrases(`
      voicemail url, voice mail url, voicemail content, voicemail text, voicemail transcript,
      voicemail link
    `),
  },
], judgeRecording, (rule) => rule.category === 'user.content.private.transcript' ? ALL
  : ALL & ~(WORD | INTERNATIONALS | GROUPED | (isOfSound(rule) ? WORDS | PHRASE : 0)))

const SOUND = /\.(?:mp3|wav|ogg|m4a|opus|flac|aac|gsm|amr)(?:[?#]|$)|^https?:\/\/\S+\/message-store\/\S+\/content\//i

/** A short word is the state of a recording (`on`, `stopped`), not its place. */
function judgeRecording({ text, rule }: WholeValue): Judgement | null {
  if (rule.category === 'user.content.private.transcript') return text.trim() === '' ? null : { confidence: 0.85 }
  if (isOfSound(rule) && !SOUND.test(text.trim())) return null
  // Links from one list of an API to another.
  if (isBracketed(text) || /^\/\S*\.json$/.test(text.trim())) return null
  return /[./ ]/.test(text.trim()) || text.length > 16 ? { confidence: 0.85 } : null
}
