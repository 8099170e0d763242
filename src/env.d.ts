/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** What the components of an MDX body need from the page around it; set by the page, read by components/prose. */
    prose: import('./components/prose/context.ts').ProseContext;
  }
}

/** The address of a file of the build that holds a module: integrations/chunk-address.ts. */
declare module 'chunk:*' {
  const address: string;
  export default address;
}
