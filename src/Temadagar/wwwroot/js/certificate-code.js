/** The code in what someone wrote or pasted: the code alone or the whole address, in any case, with the spaces that copying adds. */
export const codeIn = text => text.trim().replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').pop().toLowerCase().replace(/[^a-z0-9]/g, '');
