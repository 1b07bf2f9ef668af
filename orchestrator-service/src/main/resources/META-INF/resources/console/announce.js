/** Says a sentence to whoever listens instead of looking. */
export function announce(sentence) {
  document.getElementById('announcer').textContent = sentence;
}
