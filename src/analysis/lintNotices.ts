import { actionsOf } from '../policy/index.js'
import type { Check } from './finding.js'

/** Finds notices of actions that are never done: nobody is ever told. */
export const lintNotices: Check = ({ document }) =>
  Object.entries(actionsOf(document)).flatMap(([name, { denied, notify }]) =>
    denied === true && notify !== undefined
      ? [{ code: 'notice_never_owed', path: ['actions', name, 'notify'], word: name }]
      : [],
  )
