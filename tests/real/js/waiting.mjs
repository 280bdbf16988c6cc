// Waiting, never for ever.

/** The first truthy value of `look`, asked every `pause` ms. Rejects after `seconds`. */
export async function until(what, seconds, look, pause = 25) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
