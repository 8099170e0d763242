import type { APIRoute } from 'astro';
import { onePage } from '../../../lib/twins/data.ts';
import { pathsInFolders, type TwinProps } from '../../../lib/twins/paths.ts';

export const getStaticPaths = pathsInFolders;

export const GET: APIRoute<TwinProps> = ({ props: { locale, twin } }) => Response.json(onePage(locale, twin));
