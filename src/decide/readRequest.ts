export { isByScheme, type Request } from '../model/index.js'
