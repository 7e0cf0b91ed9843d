export { remembered } from '../../model/remembered.ts';
