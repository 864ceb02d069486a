import { createDisclosures } from '../audit/disclosures.ts'
import { isReceipt } from '../log/line.ts'
import { readLog } from '../log/read-log.ts'
import { coverageOf } from '../policy/classification/coverage.ts'
import { keysOf } from '../policy/classification/keys.ts'
import { seenInBodies, seenInReceipts, type SeenCategory } from '../policy/classification/seen.ts'
import type { ApiDescription } from '../policy/openapi/description.ts'
import { loadPolicy, type CompiledPolicy } from '../policy/policy.ts'
import { survey } from './bodies.ts'
import { DONE, FOUND, type Command } from './command.ts'
import { coverageText } from './coverage-text.ts'
import { describedIn } from './diff.ts'
import { logFile } from './log-files.ts'
import { print } from './output.ts'

/** What an API holds that nobody classified or declared. */
export const coverage: Command = {
  name: 'coverage',
  about: 'show what an API holds that nobody classified, and what was declared in vain',
  operand: '',
  options: new Map([
    ['openapi', { value: 'FILE', about: 'the description of the API', required: true }],
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['log', { value: 'LOG', about: 'a log of receipts, or - for standard input: what each app received' }],
    ['corpus', { value: 'DIR', about: 'bodies (.json, .ndjson): what responses hold' }],
    ['format', { value: 'NAME', about: 'of the result, default text', oneOf: ['text', 'json'] }],
  ]),
  example: 'pii-egress coverage --openapi openapi.yaml --policy ./policy --log receipts.ndjson',
  notes: [
    'A field of a response is classified if its keys name a category, if `x-data-categories` does, or if the manifest\n'
    + 'lists it as harmless or documented. A vendor\'s mark such as `x-pii` is a hint: it does not say what the field\n'
    + 'holds, and no list clears it. Booleans need no classification.',
    'Exit code 1: a field is not classified, a mark contradicts its key, a category was declared that no field is\n'
    + 'known to hold or that was never seen (--log, --corpus), or one was seen that no app declared.',
  ],
  async run(args) {
    const policy = loadPolicy(args.need('policy'))
    const api = describedIn(args.need('openapi'))
    const [log, corpus] = [args.get('log'), args.get('corpus')]
    const received = log === undefined ? NOTHING : await receivedIn(log)
    const found = corpus === undefined ? [] : await foundIn(corpus, policy, api)
    const seen = log === undefined && corpus === undefined ? null : [...received.seen, ...found]
    const { lost, uncounted } = received
    const report = { ...coverageOf(policy, api, seen), lost, uncounted }
    await print(process.stdout, args.get('format') === 'json' ? `${JSON.stringify(report)}\n` : coverageText(report))
    return report.isCovered ? DONE : FOUND
  },
}

interface Received {
  readonly seen: readonly SeenCategory[]
  /** Receipts that were not written, and findings that found no room. */
  readonly lost: number
  readonly uncounted: number
}

const NOTHING: Received = { seen: [], lost: 0, uncounted: 0 }

async function receivedIn(log: string): Promise<Received> {
  const disclosures = createDisclosures()
  let lost = 0
  for await (const { place, entry } of readLog([logFile(log)])) {
    if (isReceipt(entry)) disclosures.take(entry, Date.parse(place.time))
    else if (entry.event === 'lost') lost += entry.count
  }
  return { seen: seenInReceipts(disclosures), lost, uncounted: disclosures.uncounted }
}

async function foundIn(corpus: string, policy: CompiledPolicy, api: ApiDescription): Promise<SeenCategory[]> {
  const { census } = await survey(corpus, policy, { keys: keysOf(api) })
  return seenInBodies(census.places(), api)
}
