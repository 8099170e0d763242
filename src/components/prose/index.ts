/** The components that the MDX body of any page may use, without importing them. */

import Cite from './Cite.astro';
import Command from './Command.astro';
import Section from './Section.astro';
import Steps from './Steps.astro';
import Table from './Table.astro';

export const prose = { Cite, Command, Section, Steps, table: Table };
