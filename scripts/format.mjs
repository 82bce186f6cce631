// Lays out Rust and TypeScript as the linters want it: npm run format
import { node, run, tool } from './run.mjs';
import { setUp } from './setup.mjs';

setUp();
run('cargo', ['fmt']);
node([tool('@biomejs/biome/bin/biome'), 'check', '--write']);
