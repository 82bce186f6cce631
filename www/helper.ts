/** A worker that helps the one with the engine: it compares sets of a large run. */
import { help } from 'unisono/helper';

help(self);
