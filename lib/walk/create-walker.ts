import { Kernel } from './kernel/kernel.ts'
import { KernelWalker } from './kernel/kernel-walker.ts'
import { ReferenceWalker } from './reference.ts'
import type { Shape, Walker, WatchPlan } from './walker.ts'

let kernel: Kernel | null | undefined
let isKernelWanted = true

/** The walker of a JSON stream: in the kernel where there is one and its memory suffices, else in TypeScript. */
export function createWalker(plan: WatchPlan, shape: Shape): Walker {
  const found = kernelInUse()
  return found?.hasRoomFor(plan, shape) === true
    ? new KernelWalker(found, plan, shape)
    : new ReferenceWalker(plan, shape)
}

/** For tests: false makes {@link createWalker} take the TypeScript walker from now on. */
export function useKernel(wanted: boolean): void {
  isKernelWanted = wanted
}

/** The kernel of this thread, made at first use; null where WebAssembly or SIMD is missing, or memory for it. */
export function kernelInUse(): Kernel | null {
  if (!isKernelWanted) return null
  if (kernel === undefined) {
    try {
      kernel = new Kernel()
    } catch {
      kernel = null
    }
  }
  return kernel
}
