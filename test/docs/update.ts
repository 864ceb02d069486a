import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plot } from '../../benchmarks/report/plot.ts'
import { newestResult, PLOT, RESULTS } from '../../benchmarks/report/result.ts'
import { ROOT } from '../helpers/root.ts'
import { readDocument } from './blocks.ts'
import { replaceSection, SECTIONS } from './sections.ts'

/** Writes the made sections of the documents and the plot of the benchmarks anew: `npm run docs`. */
for (const { file, name, make } of SECTIONS) {
  const before = readDocument(file)
  const after = replaceSection(before, name, await make())
  if (after !== before) writeFileSync(join(ROOT, file), after)
  console.log(`${file}: ${name}: ${after === before ? 'as it was' : 'written'}`)
}
writeFileSync(join(RESULTS, PLOT), plot(newestResult()))
process.exit(0)
