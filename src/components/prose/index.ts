/** The components that an MDX body may use, without importing them. */

import AnnotatedScreen from '../AnnotatedScreen.astro';
import Cite from './Cite.astro';
import Command from './Command.astro';
import ContainerStates from './ContainerStates.astro';
import Evidence from './Evidence.astro';
import Observed from './Observed.astro';
import Section from './Section.astro';
import Steps from './Steps.astro';
import Table from './Table.astro';
import WaitStatus from './WaitStatus.astro';

export const prose = {
  AnnotatedScreen,
  Cite,
  Command,
  ContainerStates,
  Evidence,
  Observed,
  Section,
  Steps,
  table: Table,
  WaitStatus,
};
