import type { Page } from './dom.js'
import { showTips } from './tips.js'

declare const document: Page

showTips(document)
