import type { DrawerPage } from '../drawer/drawerDom.js'
import { runDrawer } from '../drawer/runDrawer.js'
import type { DeskWindow } from './deskDom.js'
import { runDesk } from './runDesk.js'

// The script that is unpacked and run after the page's own: it decides, and so holds the library.
declare const window: DeskWindow & { readonly document: DrawerPage }

runDesk(window)
runDrawer(window)
