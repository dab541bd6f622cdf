export { compiledFile } from './init/compiledFile.js'
export { projectFiles } from './init/projectFiles.js'
