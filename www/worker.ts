/** The engine, off the main thread. */
import { Checker } from 'unisono';
import { serve } from 'unisono/worker';

serve(self, Checker);
