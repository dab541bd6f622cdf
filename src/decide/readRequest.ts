export { isByScheme, type Request } from '../model/request.js'
