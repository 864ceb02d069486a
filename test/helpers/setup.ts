import fc from 'fast-check'

/** Properties are tried on the same values every time; EGRESS_SEED tries others. A failure prints seed and path. */
fc.configureGlobal({ seed: Number(process.env['EGRESS_SEED'] ?? 20_260_601) })
