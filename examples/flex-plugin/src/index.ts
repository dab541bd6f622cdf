import { FlexPlugin, loadPlugin } from '@twilio/flex-plugin'
import type * as Flex from '@twilio/flex-ui'
import { addTrust } from './addTrust'

// Flex's loader wants a class; all it does is hand over.
class CountersignPlugin extends FlexPlugin {
  constructor() {
    super('CountersignPlugin')
  }

  init(flex: typeof Flex): void {
    addTrust(flex)
  }
}

loadPlugin(CountersignPlugin)
