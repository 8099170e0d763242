/** What a guide's body may use besides: kept apart, so that their styles stay off the pages of codes. */

import AnnotatedScreen from '../AnnotatedScreen.astro';
import ContainerStates from './ContainerStates.astro';
import { prose } from './index.ts';
import Steps from './Steps.astro';

export const guideProse = { ...prose, AnnotatedScreen, ContainerStates, Steps };
