import { defineConfig } from 'vite';

/** Builds the page into `web/dist`; `vite` alone serves it with the API that `npm start` runs. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      onLog(level, log, handle) {
        // For bundlers of server components, which this is not.
        if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
        // Such as a module of Node.js, which a browser does not have.
        if (level === 'warn') throw new Error(log.message);
        handle(level, log);
      },
    },
  },
  server: { port: 5173, proxy: { '/api': process.env['API_ORIGIN'] ?? 'http://localhost:3000' } },
});
