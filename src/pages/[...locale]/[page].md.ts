import type { APIRoute } from 'astro';
import { pathsAtRoot, type TwinProps } from '../../lib/twins/paths.ts';

export const getStaticPaths = pathsAtRoot;

export const GET: APIRoute<TwinProps> = ({ props: { twin } }) =>
  new Response(twin.markdown, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
