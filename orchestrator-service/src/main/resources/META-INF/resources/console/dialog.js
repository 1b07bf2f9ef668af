import { html, nothing, render } from './libraries.js';

/**
 * Asks before something is done.
 *
 * @param question with title, text, action (the word on the button), tone, reason (whether one may be given), lasting
 *     (whether it may be said for how long) and choices
 * @returns {Promise<undefined|{reason: string, lasting: string, choice: string}>} undefined where the answer is no
 */
export function ask(question) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  document.body.append(dialog);
  render(form(question, dialog), dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const answered = dialog.returnValue === 'yes';
      const value = (name) => dialog.querySelector(`[name=${name}]`)?.value.trim() ?? '';
      dialog.remove();
      resolve(answered ? { reason: value('reason'), lasting: value('lasting'), choice: value('choice') } : undefined);
    });
  });
}

function form({ title, text, action, tone, reason, lasting, choices }, dialog) {
  const submit = (event) => {
    event.preventDefault();
    dialog.close('yes');
  };
  return html`<form @submit=${submit}>
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    ${choices
      ? html`<label
          >Which one
          <select name="choice">
            ${choices.map((one) => html`<option value=${one.value}>${one.label}</option>`)}
          </select></label
        >`
      : nothing}
    ${lasting
      ? html`<label
          >For how long (optional, for example 30m or 2h; otherwise until it is unpinned)
          <input
            name="lasting"
            pattern="[0-9]{1,6}[smh]"
            title="a whole number followed by s, m or h"
            autocomplete="off"
        /></label>`
      : nothing}
    ${reason
      ? html`<label
          >Reason (optional, for the history) <input name="reason" maxlength="500" autocomplete="off"
        /></label>`
      : nothing}
    <div class="buttons">
      <button type="button" @click=${() => dialog.close('no')}>Back</button>
      <button type="submit" class=${tone}>${action}</button>
    </div>
  </form>`;
}
