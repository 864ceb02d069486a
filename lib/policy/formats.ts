import { createRequire } from 'node:module'

type Check = (text: string) => boolean
interface Checker {
  readonly default: Check
}

// Few policies need these, and each takes longer to load than a policy to read.
const require = createRequire(import.meta.url)
const isEmail = (): Checker => require('validator/lib/isEmail.js') as Checker
const isRegion = (): Checker => require('validator/lib/isISO31661Alpha2.js') as Checker
const isDomain = (): Checker => require('validator/lib/isFQDN.js') as Checker
const isTime = (): Checker => require('validator/lib/isRFC3339.js') as Checker

const DAY = /^\d{4}-\d{2}-\d{2}$/
const USUAL_TIME = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** A day that exists. The 30th of February is read as another day, and so is not written the same again. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function isMoment(text: string): boolean {
  const isTimeOfDay = USUAL_TIME.test(text) || isTime().default(text)
  return isTimeOfDay && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
}

/** Ascension, Tristan da Cunha and Kosovo: with a plan of their own, and no code of ISO 3166-1. */
const NUMBERED_ONLY: readonly string[] = ['AC', 'TA', 'XK']

/** The formats that the schemas name; a schema that names another one is refused. */
export const FORMATS: Readonly<Record<string, Check>> = {
  'date-time': isMoment,
  date: isDay,
  email: (text) => isEmail().default(text),
  region: (text) => text === text.toUpperCase() && (NUMBERED_ONLY.includes(text) || isRegion().default(text)),
  domain: (text) => text === text.toLowerCase() && isDomain().default(text),
}
