import fc from 'fast-check';

/**
 * Property tests try the same texts on every run, so that a change is judged by what it changes. To hunt for more,
 * `PROPERTY_SEED=random` (or a number that a failure has named).
 */
const wanted = process.env.PROPERTY_SEED ?? '20261121';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
