import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that the sources were compiled to: the one this file runs from. */
export const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
