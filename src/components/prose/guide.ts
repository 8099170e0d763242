/** What a guide's body may use beyond that: in a file of its own, so that other pages do not carry its style. */

import AnnotatedScreen from '../AnnotatedScreen.astro';
import ContainerStates from './ContainerStates.astro';
import { prose } from './index.ts';

export const guideProse = { ...prose, AnnotatedScreen, ContainerStates };
