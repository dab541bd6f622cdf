import { gdpr } from './gdpr.js'
import type { Pack } from './pack.js'
import { pci } from './pci.js'

/** Every pack. Adding one takes a file and a line here. */
export const packs: readonly Pack[] = [gdpr, pci]
