/**
 * What was shown is out of sight once the page is left: a browser may keep it as it stands, for Back, also for whoever sits there next.
 * @param {() => Promise<boolean>} isTheirs whether it is whoever comes back who was shown it; else the page begins anew
 */
export function hideWhenLeft(isTheirs) {
  addEventListener('pagehide', () => { document.body.hidden = true; });
  addEventListener('pageshow', async event => {
    if (!event.persisted) {
      return;
    }

    if (await isTheirs()) {
      document.body.hidden = false;
    } else {
      location.reload();
    }
  });
}
