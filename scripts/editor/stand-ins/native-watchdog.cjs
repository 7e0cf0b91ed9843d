// Stands in for the native module @vscode/native-watchdog in the cached editor (install-code-server.ts says why).
// It ends an extension host whose server died; ours goes down with the server's process group.
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
