import type { APIRoute } from 'astro';
import { absolute, asset } from '../lib/urls.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absolute(asset('sitemap-index.xml'))}\n`);
