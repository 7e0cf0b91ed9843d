/** A name by PEP 503, by which packages are the same: `Django_Filter` → `django-filter`. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** A name of PEP 508 and nothing else. */
export const isPackageName = (text: string): boolean => /^[a-z\d](?:[\w.-]*[a-z\d])?$/i.test(text);
