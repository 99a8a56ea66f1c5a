import { setTitle } from './page.js';
import { texts } from './texts.js';

setTitle(texts.notFound.title);
