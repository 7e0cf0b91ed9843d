// Stands in for the native module @vscode/spdlog in the cached editor (install-code-server.ts says why).
// Only what VS Code calls: rotating loggers that append lines to a file.
const { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } = require('node:fs');
const { dirname, extname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  #level = 2;
  #plain = false;
  #file;
  #maxSize;
  #maxFiles;

  constructor(_type, _name, file, maxSize, maxFiles) {
    this.#file = file;
    this.#maxSize = maxSize;
    this.#maxFiles = maxFiles;
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  clearFormatters() {
    // Output channels write their own lines, ends included.
    this.#plain = true;
  }
  setPattern() {
    // VS Code only ever asks for the pattern that #write produces.
  }
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
    const time = local.toISOString().replace('T', ' ').replace('Z', '');
    this.#rotate();
    try {
      appendFileSync(this.#file, this.#plain ? message : `${time} [${LEVELS[level]}] ${message}\n`);
    } catch {
      // As with spdlog, a log that cannot be written is no reason to fail: the folder goes before the editor at its end.
    }
  }

  #rotate() {
    if (!existsSync(this.#file) || statSync(this.#file).size < this.#maxSize) return;
    const extension = extname(this.#file);
    const numbered = (n) => (n === 0 ? this.#file : `${this.#file.slice(0, -extension.length)}.${n}${extension}`);
    rmSync(numbered(this.#maxFiles), { force: true });
    for (let n = this.#maxFiles - 1; n >= 0; n--) if (existsSync(numbered(n))) renameSync(numbered(n), numbered(n + 1));
  }
}

async function create(type, name, file, maxSize, maxFiles) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(type, name, file, maxSize, maxFiles);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = (...args) => create('rotating', ...args);
exports.createAsyncRotatingLogger = (...args) => create('rotating_async', ...args);
