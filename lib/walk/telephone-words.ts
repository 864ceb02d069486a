/* Words before the digits of a telephone number, in lower case. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** They may stand between the word and the digits. */
export const FILLERS = words(`
  no nos nr nrs num number numbers nummer n numero n\u00famero num\u00e9ro id code is are was ist est es \u00e9
  \u00e8 le la il o el the on at me us only al back from to sent
`)

export const TELEPHONES = words(`
  tel telefon telefonnummer telefonnr telefono tel\u00e9fono telefone telephone t\u00e9l t\u00e9l\u00e9phone phone
  phones ph fon fone telefoon telefoonnummer tlf tfno mobile mobil mobilnummer mobiltelefon mob movil m\u00f3vil
  handy handynummer cell cellphone cel celular cellulare portable fax telefax faxnummer landline hotline gsm
  whatsapp zap phonenumber caller callee clid ani dnis rufnummer festnetz msisdn puh puhelin \u0442\u0435\u043b
  \u0442\u0435\u043b\u0435\u0444\u043e\u043d
  \u043c\u043e\u0431 \u03c4\u03b7\u03bb \u0647\u0627\u062a\u0641 \u05d8\u05dc\u05e4\u05d5\u05df
  \u05e0\u05d9\u05d9\u05d3
`)
/** They say less: the digits have to look like a number. */
export const CALLS = words(`
  call ring dial text txt calling called dialed dialled dialing ringing sms reach reachable contact standard anrufen
  unter erreichbar appelez directe
  line ll\u00e1mame llame ligue chiamami bel soita
`)

/** All that are written in ASCII, and the letters of a card (`T: ...`). */
export const ASCII_TELEPHONE_WORDS: readonly string[] = [...FILLERS, ...TELEPHONES, ...CALLS, 'port', 't', 'm', 'p', 'f']
  .filter((word) => /^[a-z]+$/.test(word))
