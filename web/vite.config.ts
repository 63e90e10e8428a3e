import { join } from 'node:path';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { themeStylesPlugin } from './theme-styles.ts';

const API_ORIGIN = process.env['API_ORIGIN'] ?? 'http://localhost:3000';

/** Builds the page into `web/dist`. `vite` serves it for development, with the API of `npm start`. */
export default defineConfig({
  root: import.meta.dirname,
  // Adds compressed variants of each file; the server sends the smallest that the browser accepts.
  plugins: [themeStylesPlugin(), compression({ logLevel: 'silent' })],
  resolve: {
    // The page's content security policy blocks the style elements that this package writes.
    alias: { 'react-style-singleton': join(import.meta.dirname, 'src/shell/constructed-styles.ts') },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // By default, each part that two pages share is a request of its own: 49 of them.
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'] },
            { name: 'overview', test: /pages[\\/]overview/ },
            {
              name: 'pages',
              test: /pages[\\/](?!import)|(search-box|new-purchase|list-export)[\\/]/,
            },
            { name: 'import', test: /pages[\\/]import/ },
          ],
        },
      },
      onLog(level, log, handle) {
        // Directives for server components, which do not matter here.
        if (log.code === 'MODULE_LEVEL_DIRECTIVE') return;
        // The timing of plugins depends on the machine.
        if (log.code === 'PLUGIN_TIMINGS') return;
        // Such as an import of a Node.js module, which browsers do not have.
        if (level === 'warn') throw new Error(log.message);
        handle(level, log);
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/_local/health': { target: API_ORIGIN, changeOrigin: true },
      // Says how to sign in to the system that is running.
      '/config.json': { target: API_ORIGIN, changeOrigin: true },
      '/api': {
        target: API_ORIGIN,
        changeOrigin: true,
        configure: (proxy) =>
          proxy.on('proxyReq', (proxied, { headers }) => {
            // The API accepts changes only from its own origin, which this server stands in for. Other origins are
            // passed on unchanged.
            if (headers.origin === `http://${headers.host}`) proxied.setHeader('Origin', API_ORIGIN);
          }),
      },
    },
  },
});
