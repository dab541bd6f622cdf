import type { DrawerPage } from '../drawer/drawerDom.js'
import { runDrawer } from '../drawer/runDrawer.js'
import type { Desk } from './deskDom.js'
import { runDesk } from './runDesk.js'

declare const window: Desk & { readonly document: DrawerPage }

runDesk(window)
runDrawer(window)
