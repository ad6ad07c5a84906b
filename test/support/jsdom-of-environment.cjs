module.exports = globalThis.jsdom;
