import style from '../styles/families.css?inline';
import { addLateStyle } from './late-style.ts';

/**
 * The colours of all families, for what a script makes: a page carries those of the families that it names itself, and a
 * result or a flipped sign may be of any.
 */
export const addFamilyColours = () => addLateStyle(style);
