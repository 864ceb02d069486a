import { categoryIndex, type CategoryId } from '../detect/category.ts'
import type { Detector } from '../detect/detector.ts'
import { KeyClassifier } from '../detect/key-classes.ts'
import { splitKey } from '../detect/key-tokens.ts'
import { DETECTORS } from '../detect/registry.ts'
import { detectorOf, type Pattern } from '../detect/user-detector.ts'
import { ofKind } from './document.ts'
import type { DetectorBody, DetectorsBody, PolicyDocument, ValidDocument } from './document.ts'
import { patternOf } from './patterns.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'

const CONFLICT = 'ERR_EGRESS_POLICY_CONFLICT'
const WRONG = 'ERR_EGRESS_POLICY_SCHEMA'
/** Of all files together: each text is searched for each of them. */
const MAX_PATTERNS = 64
const CONFIDENCE = 0.75
const MAX_CHARS = 256

/** One detector of a file. */
interface Entry {
  readonly document: PolicyDocument<DetectorsBody>
  readonly id: string
  readonly body: DetectorBody
}

function entriesIn(documents: readonly ValidDocument[]): Entry[] {
  return ofKind(documents, 'Detectors').flatMap((document) =>
    Object.entries(document.body.detectors).map(([id, body]) => ({ document, id, body })))
}

/** What the schema cannot say of detectors: ids, keys and patterns have to be usable. */
export function checkDetectors(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const entries = entriesIn(documents)
  const taken = new Map<string, string>(DETECTORS.map(({ id }) => [id, 'this package']))
  let patterns = 0
  for (const entry of entries) {
    const { document, id, body } = entry
    checkId(entry, taken, problems)
    checkParts(entry, problems)
    checkKeys(entry, problems)
    for (const [index, source] of (body.patterns ?? []).entries()) {
      const route = ['detectors', id, 'patterns', index]
      if (++patterns === MAX_PATTERNS + 1) {
        const what = `a policy has at most ${MAX_PATTERNS} patterns; every text is searched for each of them`
        problems.push(problemAt(document, route, { code: WRONG, what, example: '"[A-Z]{2}[0-9]{6}|K[0-9]{8}"' }))
      }
      const pattern = patternOf(source)
      if ('source' in pattern) continue
      const { what, example } = pattern
      problems.push(problemAt(document, route, { code: WRONG, what: `the pattern ${what}`, example }))
    }
  }
}

function checkId({ document, id }: Entry, taken: Map<string, string>, problems: PolicyProblem[]): void {
  const where = taken.get(id)
  if (where === undefined) {
    taken.set(id, document.file)
    return
  }
  const what = `there is a detector \`${id}\` in ${where}`
  const detail = { code: CONFLICT, what, example: JSON.stringify(`house-${id}`) } as const
  problems.push(problemAt(document, ['detectors', id], detail, 'name'))
}

/** What only says something of keys needs keys, and what only says something of patterns needs patterns. */
function checkParts({ document, id, body }: Entry, problems: PolicyProblem[]): void {
  const route = ['detectors', id]
  if (body.keys === undefined && body.patterns === undefined) {
    const what = `\`${id}\` finds nothing: it has neither \`keys\` nor \`patterns\``
    problems.push(problemAt(document, route, { code: WRONG, what, example: '"keys": ["employee number"]' }, 'name'))
    return
  }
  for (const [part, about, example] of PARTS) {
    if (body[part] === undefined || body[about] !== undefined) continue
    const what = `\`${part}\` is about \`${about}\`, and there are none`
    problems.push(problemAt(document, [...route, part], { code: WRONG, what, example }, 'name'))
  }
}

const PARTS = [
  ['at', 'keys', '"keys": ["employee number"]'],
  ['confidence', 'patterns', '"patterns": ["EMP-[0-9]{6}"]'],
  ['maxChars', 'patterns', '"patterns": ["EMP-[0-9]{6}"]'],
] as const

/** Keys are cut into words, and some sequences are known to mean something else. */
function checkKeys({ document, id, body }: Entry, problems: PolicyProblem[]): void {
  if (body.keys === undefined || categoryIndex(body.category) < 0) return
  const classifier = new KeyClassifier([compiled(id, body)])
  for (const [index, words] of body.keys.entries()) {
    const cut = splitKey(words).join(' ')
    const isUsable = cut === words && classifier.classify(words).rules.length > 0
    if (isUsable) continue
    const what = cut === words
      ? `keys that end in \`${words}\` are known to hold something else`
      : `no key has the words \`${words}\`: they are lower case, of letters, with one space between them`
    const example = JSON.stringify(cut === words || cut === '' ? 'employee number' : cut)
    problems.push(problemAt(document, ['detectors', id, 'keys', index], { code: WRONG, what, example }))
  }
}

/** The detectors of a policy in which nothing is wrong. */
export function compileDetectors(documents: readonly ValidDocument[]): readonly Detector[] {
  const detectors = entriesIn(documents).map(({ id, body }) => compiled(id, body, (body.patterns ?? []).map(usable)))
  return Object.freeze(detectors.sort((a, b) => (a.id < b.id ? -1 : 1)))
}

function compiled(id: string, body: DetectorBody, patterns: readonly Pattern[] = []): Detector {
  const { keys = [], at = 'end', types = 'string', confidence = CONFIDENCE, maxChars = MAX_CHARS } = body
  return detectorOf({ id, category: body.category as CategoryId, keys, at, types, patterns, confidence, maxChars })
}

function usable(source: string): Pattern {
  const pattern = patternOf(source)
  if ('source' in pattern) return pattern
  throw new TypeError(`a pattern ${pattern.what}`)
}
