/**
 * Words that stand before the digits of an extension, in lower case. What stands in none of these lists is not found
 * but behind a number, by the marks that one dials.
 */

/** They mean nothing else. */
const PLAIN = `
  ext extn exten extension durchwahl nebenstelle hausapparat nst ramal interno interni toestel tst dahili anknytning wew
  wewn klapka lokalnummer alanumero alanro ekst exts extns extensions extensiones nebenstellen nebenstellennummer
  durchwahlen durchwahlnummer ramais ramales toestellen toestelnummer doorkiesnummer extensie internos wewnetrzny
  derivato kurzwahl kurzwahlnummer
`
/** They mean something else as well, unless a telephone number or a telephone key is near. */
const WEAK = `
  x dw int poste postes anexo anexos apparat app klappe kl local lokal linka ankn
  dial dials dialed dialled dialing press composer composez marque marquez disque
  mailbox intern interne interna internal peer endpoint
`

const PLAIN_BEYOND_ASCII = [
  'extensi\u00f3n', 'extens\u00e3o', 'mell\u00e9k', 'vnit\u0159n\u00ed', 'wewn\u0119trzny',
  '\u0434\u043e\u0431', '\u0434\u043e\u0431\u0430\u0432\u043e\u0447\u043d\u044b\u0439', '\u0432\u043d\u0443\u0442\u0440',
  '\u0432\u043d\u0443\u0442\u0440\u0435\u043d\u043d\u0438\u0439', '\u0434\u043e\u0434\u0430\u0442\u043a\u043e\u0432\u0438\u0439',
  '\u03b5\u03c3\u03c9\u03c4', '\u03b5\u03c3\u03c9\u03c4\u03b5\u03c1\u03b9\u03ba\u03cc',
  '\u05e9\u05dc\u05d5\u05d7\u05d4', '\u062a\u062d\u0648\u064a\u0644\u0629',
  '\u0627\u0644\u062a\u062d\u0648\u064a\u0644\u0629',
] as const
const WEAK_BEYOND_ASCII = ['\u0432\u043d', '\u0434\u043e\u0434', '\u062f\u0627\u062e\u0644\u064a'] as const
/** Of scripts without spaces: other characters may stand directly before them. */
const UNSPACED = [
  '\u5206\u673a', '\u5206\u6a5f', '\u5206\u673a\u53f7', '\u5185\u7ebf', '\u5167\u7dda', '\u5185\u7dda',
  '\u5185\u7dda\u756a\u53f7', '\ub0b4\uc120', '\ub0b4\uc120\ubc88\ud638', '\u0e15\u0e48\u0e2d',
] as const

/** Makes of channels whose names begin with an extension, `PJSIP/1001-0000001a`, or lead to a number, `SIP/trunk/...`. */
export const TRUNKS: readonly string[] = ['pjsip', 'sip', 'iax', 'iax2', 'sccp', 'dahdi']
export const CHANNELS: readonly string[] = [...TRUNKS, 'local', 'hint']

/** What may stand between a label and its digits: `extension number`, `Durchwahl ist`, `Extension telef\u00f3nica`. */
const CONNECTORS = `
  is now be was to ist lautet war est es le la il o el n no nr num number nummer numero rufnummer s
  telefonica telefonico telephonique direct direkte
`
const CONNECTORS_BEYOND_ASCII = [
  '\u00e9', '\u00e8', '\u00e4r', 'n\u00b0', 'telef\u00f3nica', 'telef\u00f4nico', 't\u00e9l\u00e9phonique',
] as const

const listed = (words: string): string[] => words.trim().split(/\s+/)

/** All that are written in ASCII. `x` has rules of its own. */
const ASCII_LABELS: readonly string[] = [...listed(PLAIN), ...listed(WEAK)]
export const LABEL_CONNECTORS: ReadonlySet<string> = new Set([...listed(CONNECTORS), ...CONNECTORS_BEYOND_ASCII])
/** Those that mean nothing else, however far the digits are. */
export const PLAIN_LABELS: readonly string[] = [...listed(PLAIN), ...PLAIN_BEYOND_ASCII]
export const WEAK_LABELS: ReadonlySet<string> = new Set([...listed(WEAK), ...WEAK_BEYOND_ASCII])
export const UNSPACED_LABELS: readonly string[] = UNSPACED

const BEYOND_ASCII: readonly string[] = [...PLAIN_BEYOND_ASCII, ...WEAK_BEYOND_ASCII, ...UNSPACED]
export const LABELS: ReadonlySet<string> = new Set([...ASCII_LABELS, ...BEYOND_ASCII])
/** Words in ASCII that may stand before the digits, and what stands behind the last accent of others. */
export const ASCII_WORDS: readonly string[] = [...new Set([
  ...ASCII_LABELS, ...listed(CONNECTORS),
  ...[...BEYOND_ASCII, ...CONNECTORS_BEYOND_ASCII].map((word) => /[a-z]*$/.exec(word)?.[0] ?? '')
    .filter((end) => end.length > 1),
])]

/** Connectors that are no verb of one letter. */
const OTHER_ENDS = CONNECTORS_BEYOND_ASCII.filter((word) => word.length > 1)
/** The last characters of labels beyond ASCII, in either case; some of them are ASCII. */
export const LAST_CHARACTERS: ReadonlySet<string> = new Set([...BEYOND_ASCII, ...OTHER_ENDS]
  .flatMap((label) => [label, label.toUpperCase()])
  .map((label) => label[label.length - 1] ?? ''))
