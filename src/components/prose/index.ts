/** The components that an MDX body of a code may use, without importing them. */

import Cite from './Cite.astro';
import Command from './Command.astro';
import Evidence from './Evidence.astro';
import Observed from './Observed.astro';
import Section from './Section.astro';
import Table from './Table.astro';

export const prose = { Cite, Command, Evidence, Observed, Section, table: Table };
