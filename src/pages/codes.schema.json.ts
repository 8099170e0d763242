import type { APIRoute } from 'astro';
import { absolute, asset } from '../lib/urls.ts';
import { jsonSchema } from '../schema/record.ts';

export const GET: APIRoute = () => Response.json(jsonSchema(absolute(asset('codes.schema.json'))));
