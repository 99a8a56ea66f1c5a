import { saveFile } from '../save-file.js';

/** The file could not be written to where the reader wanted it. */
export class NotWritten extends Error {}

/**
 * Where the pieces of a large file go: to the disk as they come where the browser can, else into memory until all are there. Of one that is given up nothing is left.
 * @param {string} name its last letters, after the dot, say what it is: pdf or zip
 * @returns {Promise<{write: (piece: Uint8Array) => Promise<void>, finish: () => Promise<string>, discard: () => Promise<void>}|null>}
 * finish gives the name that it has; null: the reader chose no place
 */
export async function keeping(name) {
  const ending = name.split('.').pop();
  const type = `application/${ending}`;
  if (!('showSaveFilePicker' in window)) {
    const pieces = [];
    return {
      write: async piece => { pieces.push(piece); },
      finish: async () => {
        saveFile(new Blob(pieces, { type }), name);
        return name;
      },
      discard: async () => {},
    };
  }

  let handle;
  try {
    handle = await window.showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [`.${ending}`] } }] });
  } catch (fault) {
    if (fault.name === 'AbortError') {
      return null;
    }

    throw new NotWritten(fault.message);
  }

  const trying = work => work.catch(fault => { throw new NotWritten(fault.message); });
  const file = await trying(handle.createWritable());
  return {
    write: piece => trying(file.write(piece)),
    finish: async () => {
      await trying(file.close());
      return handle.name;
    },
    discard: async () => {
      await file.abort().catch(() => {});
      // Choosing the place has made an empty file there.
      await handle.remove?.().catch(() => {});
    },
  };
}
