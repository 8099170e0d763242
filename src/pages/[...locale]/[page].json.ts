import type { APIRoute } from 'astro';
import { onePage } from '../../lib/twins/data.ts';
import { pathsAtRoot, type TwinProps } from '../../lib/twins/paths.ts';

export const getStaticPaths = pathsAtRoot;

export const GET: APIRoute<TwinProps> = ({ props: { locale, twin } }) => Response.json(onePage(locale, twin));
