// `npm start`: brings a fresh clone to where it runs, then shows the example in Twilio's local runtime.
import { prepare } from '../test/prepare.mjs'

prepare({ build: true })
await import('./showExample.mjs')
