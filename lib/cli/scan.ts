import { draftOf } from '../policy/classification/draft.ts'
import { keysOf } from '../policy/classification/keys.ts'
import { proposalsFor } from '../policy/classification/proposals.ts'
import { writeYaml } from '../policy/classification/write-yaml.ts'
import { loadPolicy } from '../policy/policy.ts'
import { usage } from './arguments.ts'
import { survey } from './bodies.ts'
import { DONE, type Arguments, type Command } from './command.ts'
import { describedIn } from './diff.ts'
import { WholeFile } from './files.ts'
import { momentOf, momentOption } from './moment.ts'
import { print } from './output.ts'
import { scanText, type ScanReport } from './scan-text.ts'

const FORMATS = ['text', 'json', 'yaml'] as const

/** What bodies hold, and a draft of what would have to be declared. */
export const scan: Command = {
  name: 'scan',
  about: 'propose classifications for what bodies hold, and draft a declaration',
  operand: 'CORPUS',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files; its detectors and regions count' }],
    ['openapi', { value: 'FILE', about: 'the description of the API: the keys that it names are shown' }],
    ['app', { value: 'ID', about: 'the app that the draft is for, default draft' }],
    momentOption('now', 'when the draft begins'),
    ['out', { value: 'FILE', about: 'write the draft there, .yaml or .yml' }],
    ['format', { value: 'NAME', about: 'of what is printed (yaml: the draft only), default text', oneOf: FORMATS }],
  ]),
  example: 'pii-egress scan ./bodies --policy ./policy --app partner-crm --out draft.yaml',
  notes: [
    'Reads the bodies (.json, .ndjson, .jsonl) of a folder and tells, by place, what was found there: how often, how\n'
    + 'sure, and whether the key says so or only the value. The last number is c * (found + 1) / (values + 2), where c\n'
    + 'is how sure the detectors were. No value is printed; keys that are no known words stand as {key}.',
    'At the other places nothing was found. They are called harmless where values are booleans, or 2 to 16 different\n'
    + 'ones that come 4 times each; that is a guess. The rest is undecided.',
    'The draft declares what was found. While its status is draft nothing is granted, and everything in it is\n'
    + 'redacted: a person has to decide for what, to whom and how clearly it is disclosed.',
  ],
  async run(args) {
    const [corpus] = args.operands
    if (corpus === undefined) throw usage(scan, '`scan` needs a folder of bodies')
    const app = appOf(args)
    const now = momentOf(scan, args, 'now')
    const policy = loadPolicy(args.get('policy') ?? [])
    const keys = args.has('openapi') ? keysOf(describedIn(args.need('openapi'))) : []
    const out = outOf(args)
    try {
      const { bodies, census } = await survey(corpus, policy, { app, keys })
      const places = census.places()
      const proposals = proposalsFor(places)
      const { documents, neverGranted } = draftOf(policy, proposals.proposals, places, { app, now })
      out?.write(writeYaml(documents))
      const report: ScanReport = { bodies, ...proposals, neverGranted, draft: documents }
      await print(process.stdout, WRITERS.get(args.get('format') ?? 'text')?.(report) ?? '')
    } finally {
      out?.discard()
    }
    return DONE
  },
}

const WRITERS: ReadonlyMap<string, (report: ScanReport) => string> = new Map([
  ['text', scanText],
  ['json', (report) => `${JSON.stringify(report, null, 2)}\n`],
  ['yaml', ({ draft }) => writeYaml(draft)],
])

/** As the schema has it, with room for a number. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/

function appOf(args: Arguments): string {
  const app = args.get('app') ?? 'draft'
  if (!ID.test(app)) throw usage(scan, '`--app` must be a name: letters, digits, dot, hyphen, underscore')
  return app
}

/** A draft may be two documents, which is one file in YAML only. */
function outOf(args: Arguments): WholeFile | null {
  const out = args.get('out')
  if (out === undefined) return null
  if (!/[.]ya?ml$/.test(out)) throw usage(scan, '`--out` must end in .yaml or .yml')
  return new WholeFile(out)
}
