import type { APIRoute } from 'astro';
import { pathsInFolders, type TwinProps } from '../../../lib/twins/paths.ts';

export const getStaticPaths = pathsInFolders;

export const GET: APIRoute<TwinProps> = ({ props: { twin } }) =>
  new Response(twin.markdown, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
