export function serve(_job: object): Promise<number> { return Promise.resolve(1) }
