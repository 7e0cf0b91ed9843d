import type { Image } from '../../engine/types.ts';
import type { Check } from '../trial.ts';
import { SECRET } from '../written.ts';

/** What nobody wants in an image, by name: files of the project, and programs. */
const FILES = ['.env', '.env.*', '.git', '*.sqlite3', 'id_ed25519'];
const PROGRAMS = ['gcc', 'gcc-[0-9]*', 'g++', 'cc', 'c++', 'cc1', 'clang', 'make', 'ld', 'as'];

const named = (names: readonly string[]): string => `\\( ${names.map((name) => `-name '${name}'`).join(' -o ')} \\)`;
// A template of `.env` holds nothing, and neither does a link to where a volume will be.
const FIND = `find / -xdev ${named(FILES)} ! -name .env.example ! -type l -o ${named(PROGRAMS)} \\( -path '*/bin/*' -o -path '*/libexec/*' \\)`;
const GREP = `grep --recursive --files-with-matches --fixed-strings ${SECRET} / --exclude-dir=proc --exclude-dir=sys --exclude-dir=dev`;

/** Looks for what must not be in an image. */
export async function judgeContent(image: Image, check: Check): Promise<void> {
  await check('the image holds no `.env`, no `.git`, no compiler and no secret', async () => {
    const { stdout } = await image.run(['sh', '-c', `${FIND}; ${GREP}`], { user: 'root' });
    if (stdout.trim() !== '') throw new Error(stdout);
    const configured = JSON.stringify(image.config);
    if (/SECRET|PASSWORD/.test(configured)) throw new Error(`its configuration has a secret: ${configured}`);
  });
  await check('its user is a number, and not root', async () => {
    if (!/^[1-9]\d+:[1-9]\d+$/.test(image.config.user)) throw new Error(`it is ${image.config.user}`);
  });
}
