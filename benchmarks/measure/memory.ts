export function measureMemory(_job: object): Promise<number> { return Promise.resolve(1) }
