import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const API_ORIGIN = process.env['API_ORIGIN'] ?? 'http://localhost:3000';

/** Builds the page into `web/dist`; `vite` alone serves it with the API that `npm start` runs. */
export default defineConfig({
  root: import.meta.dirname,
  // Beside each file, for a server that sends the smallest that the browser takes.
  plugins: [compression({ logLevel: 'silent' })],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      onLog(level, log, handle) {
        // For bundlers of server components, which this is not.
        if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
        // How long plugins take says something of the machine, not of the page.
        if (log.code === 'PLUGIN_TIMINGS') return;
        // Such as a module of Node.js, which a browser does not have.
        if (level === 'warn') throw new Error(log.message);
        handle(level, log);
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/_local/health': { target: API_ORIGIN, changeOrigin: true },
      '/api': {
        target: API_ORIGIN,
        changeOrigin: true,
        configure: (proxy) =>
          proxy.on('proxyReq', (passedOn, { headers }) => {
            // The API takes changes from pages of its own origin alone. To pages of this server, this is it; a
            // foreign page stays foreign.
            if (headers.origin === `http://${headers.host}`) passedOn.setHeader('Origin', API_ORIGIN);
          }),
      },
    },
  },
});
