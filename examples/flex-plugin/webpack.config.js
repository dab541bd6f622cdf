const { dirname, join } = require('node:path')

const dist = join(dirname(require.resolve('countersign/package.json')), 'dist')

/**
 * What Flex's builder asks for its own settings. It is webpack 4, which knows neither the `exports` of a package nor
 * syntax after 2020, so it is told where the door is, and that Babel reads what lies behind it as it reads the plugin.
 */
module.exports = (config) => {
  const alias = { ...config.resolve.alias, 'countersign/panel': join(dist, 'panel.js') }
  const rules = config.module.rules.map(({ oneOf, ...rule }) =>
    oneOf === undefined ? rule : { ...rule, oneOf: oneOf.map(readDist) },
  )
  return { ...config, resolve: { ...config.resolve, alias }, module: { ...config.module, rules } }
}

const readDist = (rule) =>
  /babel-loader/.test(rule.loader) ? { ...rule, include: [rule.include, dist] } : rule
