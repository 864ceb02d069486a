import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root: the nearest folder above this file that holds the package's manifest and its sources. */
export const ROOT = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'lib'))) {
    if (folder === dirname(folder)) throw new Error('no folder above the tests holds package.json and lib')
    folder = dirname(folder)
  }
  return folder
})()
