import fc, { configureGlobal, readConfigureGlobal } from 'fast-check';

/**
 * fast-check with the same inputs on every run, so that a change is judged by the change. `PROPERTY_SEED=random` (make nightly) tries others,
 * `PROPERTY_SEED=<n>` repeats one.
 */
const wanted = process.env['PROPERTY_SEED'];
if (wanted !== 'random')
  configureGlobal({ ...readConfigureGlobal(), seed: wanted ? Number(wanted) : 20_261_123 });

export default fc;
