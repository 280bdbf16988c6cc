// Element's own configuration of its bundler, less what its package leaves out (video calls).
const element = require("./webpack.config.js");

module.exports = (env, argv) => {
  const wanted = element(env, argv);
  delete wanted.entry.jitsi;
  wanted.plugins = wanted.plugins.filter((one) => !one.options || one.options.filename !== "jitsi.html");
  return { ...wanted, devtool: false };
};
