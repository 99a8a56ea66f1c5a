import { setTitle } from './page.js';

setTitle(document.querySelector('h1')?.textContent);
