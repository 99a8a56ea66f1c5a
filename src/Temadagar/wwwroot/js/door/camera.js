// Frames a second: enough for a hand that holds out a phone, little enough for a battery that should last the day.
const PAUSE = 120;
// A code that stays before the camera is one scan; taken away and shown again it is another.
const AWAY = 2_500;

const ways = {
  facingMode: 'environment',
  width: { ideal: 1280 },
  height: { ideal: 720 },
};

/** Why there is no picture: 'insecure', 'denied', 'none' or 'busy'. */
export class NoCamera extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

const kinds = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'none', OverconstrainedError: 'none' };

const shipped = async () => new (await import('../lib/qr/decode.js')).BarcodeDetector({ formats: ['qr_code'] });

/** The browser's own reader where it has one for QR codes, else the one that comes with the site. */
async function reader() {
  const own = globalThis.BarcodeDetector;
  const formats = await own?.getSupportedFormats().catch(() => []);
  return formats?.includes('qr_code') ? new own({ formats: ['qr_code'] }) : shipped();
}

/**
 * Shows what the camera sees and says each code that comes into the picture, once.
 * @param {HTMLVideoElement} video
 * @param {(text: string) => void} found
 * @returns {Promise<() => void>} puts the camera out
 */
export async function startCamera(video, found) {
  if (!navigator.mediaDevices) {
    throw new NoCamera('insecure');
  }

  let stopped = false;
  let detector = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ video: ways }).catch(fault => {
    throw new NoCamera(kinds[fault.name] ?? 'busy');
  });
  video.srcObject = stream;
  await video.play().catch(() => {});

  let last = { text: null, seen: 0 };
  async function look() {
    if (stopped) {
      return;
    }

    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
      const codes = await detector.detect(video).catch(async () => {
        // Some phones have the browser's reader in name only.
        detector = await shipped().catch(() => detector);
        return [];
      });
      const [text] = codes.map(code => code.rawValue).filter(Boolean);
      const now = performance.now();
      if (text) {
        const again = text !== last.text || now - last.seen > AWAY;
        last = { text, seen: now };
        if (again && !stopped) {
          found(text);
        }
      }
    }

    setTimeout(look, PAUSE);
  }

  look();
  return () => {
    stopped = true;
    stream.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
}
