import { ccpa } from './ccpa.js'
import { cpni } from './cpni.js'
import { ffiec } from './ffiec.js'
import { gdpr } from './gdpr.js'
import { hipaa } from './hipaa.js'
import type { Pack } from './pack.js'
import { pci } from './pci.js'
import { psd2 } from './psd2.js'

export { byId, type Pack, type PackClassRule, type PackRedaction } from './pack.js'

/**
 * Every pack that is shipped, in the order of their names. Adding one takes a file and a line here;
 * a document names it by its `name`.
 */
export const packs: readonly Pack[] = [ccpa, cpni, ffiec, gdpr, hipaa, pci, psd2]
