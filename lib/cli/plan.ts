import { BUILT_IN_PLAN } from '../detect/phone/numbering-plan.ts'
import type { PlanData } from '../detect/phone/plan-data.ts'
import { compilePlan } from '../numbering/compile-plan.ts'
import { installedMetadata } from '../numbering/installed-metadata.ts'
import { DONE, type Command } from './command.ts'
import { WholeFile } from './files.ts'
import { print } from './output.ts'

/** Which telephone numbers are known, and newer ones. */
export const plan: Command = {
  name: 'plan',
  about: 'tell which numbering plans are known, or compile those that are installed',
  operand: '',
  options: new Map([
    ['out', { value: 'FILE', about: 'compile the metadata of the installed libphonenumber-js into a file' }],
  ]),
  example: 'pii-egress plan --out plan.json',
  notes: [
    'Telephone numbers are known from metadata of libphonenumber-js, compiled when this package was made. Numbers\n'
    + 'change: with a newer libphonenumber-js installed, --out compiles its metadata, for\n'
    + 'createEgressFilter({ numberingPlan: \'plan.json\' }).',
  ],
  async run(args) {
    const installed = installedMetadata()
    const name = args.get('out')
    if (name !== undefined) {
      const file = new WholeFile(name)
      try {
        file.write(JSON.stringify(compilePlan(installed.json, installed.stamp)))
      } finally {
        file.discard()
      }
      return DONE
    }
    await print(process.stdout, lineOf('built in ', BUILT_IN_PLAN.stamp) + lineOf('installed', installed.stamp))
    return DONE
  },
}

function lineOf(which: string, { library, metadata }: Pick<PlanData, 'library' | 'metadata'>): string {
  return `${which}  libphonenumber-js ${library}  ${metadata}\n`
}
