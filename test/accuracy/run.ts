import { parseArgs } from 'node:util'
import { complain } from '../../benchmarks/arguments.ts'
import { report } from './report.ts'
import { measure, saveResult } from './result.ts'
import { judge } from './thresholds.ts'

/**
 * Measures what leaks and what is damaged:
 *
 *     npm run accuracy -- [--seed 1] [--responses 4000] [--json] [--misses 20] [--save]
 *
 * Ends with 1 if a threshold is broken.
 */
function main(): number {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      responses: { type: 'string', default: '4000' },
      json: { type: 'boolean', default: false },
      misses: { type: 'string', default: '0' },
      save: { type: 'boolean', default: false },
    },
  })
  const { result, misses } = measure(whole(values.seed, '--seed'), whole(values.responses, '--responses'))
  console.log(values.json ? JSON.stringify(result) : report(result))
  const most = whole(values.misses, '--misses')
  if (most > 0) console.error(`\n${misses.print(most)}`)
  if (values.save) saveResult(result)
  return judge(result.ours).some(({ isBroken }) => isBroken) ? 1 : 0
}

function whole(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`\`${option}\` wants a whole number, not \`${text}\``)
  return Number(text)
}

try {
  process.exitCode = main()
} catch (cause) {
  process.exitCode = complain(cause)
}
