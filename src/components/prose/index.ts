/** The components that an MDX body of a code may use, without importing them. */

import Cite from './Cite.astro';
import Command from './Command.astro';
import Section from './Section.astro';
import Table from './Table.astro';

export const prose = { Cite, Command, Section, table: Table };
