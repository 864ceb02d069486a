import fc from 'fast-check'
import { useKernel } from '../../lib/walk/create-walker.ts'

/** Properties are tried on the same values every time; EGRESS_SEED tries others. A failure prints seed and path. */
fc.configureGlobal({ seed: Number(process.env['EGRESS_SEED'] ?? 20_260_601) })

/** The whole suite also runs on the TypeScript walker: EGRESS_WALKER=reference. */
useKernel(process.env['EGRESS_WALKER'] !== 'reference')
