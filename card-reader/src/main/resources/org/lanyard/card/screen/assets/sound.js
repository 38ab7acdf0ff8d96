// A few soft notes for those who want them; off until switched on.

const NOTES = {
  reading: [[660, 0]],
  welcome: [[523, 0], [659, 0.12], [784, 0.24]],
  goodbye: [[659, 0], [523, 0.14]],
  try_again: [[392, 0], [349, 0.16]],
  ask_for_help: [[392, 0], [349, 0.16]],
  not_me: [[392, 0], [349, 0.16]],
  picture: [[587, 0], [784, 0.14]],
  pin: [[523, 0]],
  pin_on_reader: [[523, 0], [523, 0.2]],
  put_in: [[523, 0], [440, 0.14]],
  change_put_in: [[523, 0], [440, 0.14]],
  pin_too_easy: [[440, 0], [392, 0.14]],
  pin_changed: [[523, 0], [659, 0.12], [784, 0.24]],
  out_of_order: [[294, 0]],
};
let context = null;

export function enableSound(on) {
  context?.close();
  context = on ? new AudioContext() : null;
}

export function sound(state) {
  if (!context) {
    return;
  }
  for (const [pitch, after] of NOTES[state] ?? []) {
    const at = context.currentTime + after;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.18, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  }
}
