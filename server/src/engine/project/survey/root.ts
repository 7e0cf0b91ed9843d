import type { Survey } from './types.ts';

/** The folder of manage.py in the workspace. */
export const rootOf = ({ home, folder }: Survey): string => [home, folder].filter((part) => part !== '').join('/');
