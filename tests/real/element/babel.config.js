// What riot-web's package leaves out. The bundler of its time reads no newer JavaScript than this.
module.exports = {
  presets: [
    ["@babel/preset-env", { targets: { chrome: "70" } }],
    "@babel/preset-typescript",
    "@babel/preset-flow",
    "@babel/preset-react",
  ],
  plugins: [
    ["@babel/plugin-proposal-decorators", { legacy: true }],
    "@babel/plugin-proposal-export-default-from",
    "@babel/plugin-proposal-numeric-separator",
    "@babel/plugin-proposal-class-properties",
    "@babel/plugin-proposal-object-rest-spread",
    "@babel/plugin-transform-flow-comments",
    "@babel/plugin-transform-runtime",
  ],
};
