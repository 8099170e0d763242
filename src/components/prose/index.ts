/** The components that an MDX body may use, without importing them. */

import AnnotatedScreen from '../AnnotatedScreen.astro';
import Cite from './Cite.astro';
import Command from './Command.astro';
import ContainerStates from './ContainerStates.astro';
import Drawn from './Drawn.astro';
import Evidence from './Evidence.astro';
import Fold from './Fold.astro';
import Observed from './Observed.astro';
import Ruler from './Ruler.astro';
import Section from './Section.astro';
import Steps from './Steps.astro';
import Told from './Told.astro';
import WaitStatus from './WaitStatus.astro';

export const prose = {
  AnnotatedScreen,
  Cite,
  Command,
  ContainerStates,
  Drawn,
  Evidence,
  Fold,
  Observed,
  Ruler,
  Section,
  Steps,
  table: Told,
  WaitStatus,
};
