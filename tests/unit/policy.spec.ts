import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { policyFor, strayPiece } from '../../src/integrations/content-security-policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function directives(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
  );
}

test('allows exactly the inline pieces that the pages carry', () => {
  const piece = fc.stringMatching(/^[a-z{}:;'" 退\n]{1,40}$/);
  fc.assert(
    fc.property(fc.array(piece), fc.array(piece), (styles, scripts) => {
      const pages = [
        styles.map((text) => `<style>${text}</style>`).join('<p>'),
        scripts.map((text) => `<script>${text}</script>`).join('<p>'),
      ];
      const policy = directives(policyFor(pages));
      expect(policy.get('script-src')).toEqual(["'self'", ...new Set(scripts.map(hash))]);
      expect(policy.get('style-src')).toEqual(
        styles.length > 0 ? [...new Set(styles.map(hash))] : ["'none'"],
      );
    }),
  );
});

test('a script with an address of its own needs no hash', () => {
  const policy = policyFor(['<script type="module" src="/_astro/a.js"></script>']);
  expect(directives(policy).get('script-src')).toEqual(["'self'"]);
});

test('a script element that holds data needs no hash, one that runs does', () => {
  const policy = (type: string) =>
    directives(policyFor([`<script type="${type}">{}</script>`])).get('script-src');
  for (const type of ['application/ld+json', 'application/json', 'text/plain'])
    expect(policy(type)).toEqual(["'self'"]);
  for (const type of ['', 'module', 'importmap', 'speculationrules', 'text/javascript'])
    expect(policy(type)).toEqual(["'self'", hash('{}')]);
});

test('nothing is allowed that is not named, and nothing unsafe is', () => {
  const policy = policyFor(['<style>a{}</style><script>a()</script>']);
  expect(directives(policy).get('default-src')).toEqual(["'none'"]);
  expect(directives(policy).get('base-uri')).toEqual(["'none'"]);
  expect(directives(policy).get('form-action')).toEqual(["'self'"]);
  expect(policy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
});

test('what else scripts may do is named by the caller', () => {
  const policy = directives(policyFor([], ["'wasm-unsafe-eval'"]));
  expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect([...policy.values()].flat().filter((value) => value.includes('unsafe'))).toHaveLength(1);
});

test('an inline piece in the body is one that src/ wrote, or none', () => {
  const page = (body: string) =>
    `<head><style>a{}</style><script>a()</script></head><body class="x">${body}</body>`;
  const stray = (body: string) =>
    strayPiece(page(body), 'const A = 1;\n<script is:inline>\n  ours();\n</script>');
  expect(stray('<p>a</p><script type="module" src="/_astro/a.js"></script>')).toBeUndefined();
  expect(stray('<script type="application/ld+json">{}</script>')).toBeUndefined();
  expect(stray('<script>ours();</script>')).toBeUndefined();
  expect(stray('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
  expect(stray('<SCRIPT type="module">alert(1)</SCRIPT>')).toBe('<SCRIPT type="module">alert(1)</SCRIPT>');
  expect(stray('<p><style>p{}</style>')).toBe('<style>p{}</style>');
  expect(stray('<script></script>')).toBe('<script></script>');
});
