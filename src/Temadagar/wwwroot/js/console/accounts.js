import { el, moveTo } from '../dom.js';
import { at, choiceRow, selectField, textField } from '../fields.js';
import { series } from '../page.js';
import { accounts, addAccount, addApiKey, apiKeys, changeAccount, invite, revokeApiKey } from './calls.js';
import { confirmed, consolePage, done, notice } from './frame.js';
import { sendingForm } from '../form.js';
import { words } from './words.js';

const own = words.accounts;

export const load = async () => {
  const [people, keys, { organizers }] = await Promise.all([accounts(), apiKeys(), series()]);
  return { people, keys, boards: organizers };
};

export function render(session, { people, keys, boards }, again) {
  const said = notice();
  const boardName = slug => boards.find(board => board.slug === slug)?.name ?? slug ?? own.allBoards;
  const roleAndBoard = (entered, prefix = '') => {
    const field = name => prefix + name;
    return [
      at('role', selectField(field('role'), { label: own.role, hint: own.roleHint, value: entered.role, input: value => { entered.role = value; } },
        Object.entries(words.roles).map(([value, label]) => el('option', { value }, label)))),
      at('board', selectField(field('board'), { label: own.board, hint: own.boardHint, value: entered.board ?? '', input: value => { entered.board = value; } },
        [el('option', { value: '' }, own.allBoards), ...boards.map(board => el('option', { value: board.slug }, board.name))])),
    ];
  };
  const handles = (entered, prefix = '') => at('handlesProtected', el('div', { class: 'field' }, choiceRow('checkbox', {
    id: `${prefix}handlesProtected`, checked: entered.handlesProtected, change: event => { entered.handlesProtected = event.target.checked; },
  }, own.mayHandle, el('span', { class: 'hint' }, own.mayHandleHint))));
  const sent = entered => ({ ...entered, board: entered.board || undefined });

  /** An address or a key that is shown this once. */
  const showOnce = (place, label, hint, value) => {
    const panel = el('div', { class: 'panel scarce' }, el('p', {}, el('strong', {}, label)), el('p', {}, hint), el('p', {}, el('code', { class: 'secret' }, value)));
    place.replaceChildren(panel);
    moveTo(panel);
  };

  function adding() {
    const entered = { name: '', email: '', role: 'organizer', board: '', handlesProtected: false };
    const place = el('div', {});
    const form = sendingForm({
      button: own.addButton,
      check: () => new Map(),
      send: async () => {
        const { account, invitation } = await addAccount(sent(entered));
        form.hidden = true;
        showOnce(place, own.added(account.name), own.handOver, invitation);
      },
    },
    textField('name', { label: own.name, input: value => { entered.name = value; } }, { autocomplete: 'off' }),
    textField('email', { label: words.signIn.email, input: value => { entered.email = value; } }, { type: 'email', autocomplete: 'off', spellcheck: 'false' }),
    roleAndBoard(entered),
    handles(entered));
    return el('details', {}, el('summary', {}, own.add), el('div', { class: 'column flow' }, form, place));
  }

  function addingKey() {
    const entered = { name: '', role: 'organizer', board: '' };
    const place = el('div', {});
    const form = sendingForm({
      button: own.addKeyButton,
      check: () => new Map(),
      send: async () => {
        const made = await addApiKey(sent(entered));
        form.hidden = true;
        showOnce(place, own.keyMade(made.name), own.keyOnce, made.key);
      },
    },
    at('name', textField('key-name', { label: own.keyName, input: value => { entered.name = value; } }, { autocomplete: 'off' })),
    roleAndBoard(entered, 'key-'));
    return el('details', {}, el('summary', {}, own.addKey), el('div', { class: 'column flow' }, form, place));
  }

  function accountItem(account) {
    const entered = { name: account.name, role: account.role, board: account.board ?? '', disabled: account.disabled, handlesProtected: account.handlesProtected };
    const place = el('div', {});
    const form = sendingForm({
      button: own.save,
      check: () => new Map(),
      send: async () => {
        await changeAccount(account.id, sent(entered));
        await again();
        done(own.saved);
      },
    },
    at('name', textField(`${account.id}-name`, { label: own.name, value: entered.name, input: value => { entered.name = value; } }, { autocomplete: 'off' })),
    roleAndBoard(entered, `${account.id}-`),
    handles(entered, `${account.id}-`),
    choiceRow('checkbox', { checked: entered.disabled, change: event => { entered.disabled = event.target.checked; } }, own.disabled));
    const newAddress = el('button', { type: 'button', class: 'button', click: async () => {
      try {
        showOnce(place, own.newAddressMade, own.handOver, (await invite(account.id)).invitation);
      } catch (error) {
        said.failed(error);
      }
    } }, own.newAddress);
    return el('li', {},
      el('h2', {}, account.name),
      el('p', {}, account.email),
      el('p', {}, `${words.roles[account.role]}, ${boardName(account.board)}`,
        account.handlesProtected && [' – ', own.handlesProtected],
        account.disabled && [' – ', el('strong', {}, own.isDisabled)],
        !account.passwordChosen && [' – ', own.noPassword]),
      el('details', {}, el('summary', {}, own.change, el('span', { class: 'unseen' }, ` ${account.name}`)),
        el('div', { class: 'column flow' }, form, el('p', { class: 'actions' }, newAddress), place)));
  }

  function keyItem(key) {
    const revoke = async () => {
      if (!await confirmed({ heading: own.revokeHeading(key.name), text: own.revokeWords, yes: own.revoke })) {
        return;
      }

      try {
        await revokeApiKey(key.id);
        await again();
        done(own.keyRevoked(key.name));
      } catch (error) {
        said.failed(error);
        said.box.scrollIntoView({ block: 'nearest' });
      }
    };
    return el('li', {},
      el('h3', {}, key.name),
      el('p', {}, `${words.roles[key.role]}, ${boardName(key.board)}`, key.revokedAt && [' – ', el('strong', {}, own.revoked)]),
      !key.revokedAt && el('p', {}, el('button', { type: 'button', class: 'button plain', click: revoke }, own.revoke, el('span', { class: 'unseen' }, ` ${key.name}`))));
  }

  return consolePage(session, { title: own.title },
    said.box,
    adding(),
    el('ul', { class: 'rows' }, people.map(accountItem)),
    el('h2', {}, own.keys),
    el('p', { class: 'column' }, own.keysLead),
    addingKey(),
    keys.length ? el('ul', { class: 'rows' }, keys.map(keyItem)) : el('p', { class: 'muted' }, own.noKeys));
}
