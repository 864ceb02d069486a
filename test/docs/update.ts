import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'
import { readDocument } from './blocks.ts'
import { replaceSection, SECTIONS } from './sections.ts'

/** Writes the made sections of the documents anew: `npm run build && node dist/test/docs/update.js`. */
for (const { file, name, make } of SECTIONS) {
  const before = readDocument(file)
  const after = replaceSection(before, name, await make())
  if (after !== before) writeFileSync(join(ROOT, file), after)
  console.log(`${file}: ${name}: ${after === before ? 'as it was' : 'written'}`)
}
process.exit(0)
