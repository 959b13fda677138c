import { useTranslation } from 'react-i18next';
import { keysOf } from '../../platform/keys.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { shortcutGroups } from './shortcuts.ts';

/** What the keyboard can do, in groups; the page of the settings and the sheet of Ctrl+/. */
export function ShortcutList() {
  const { t } = useTranslation('settings');
  return (
    <div className="flex flex-col gap-7">
      {shortcutGroups.map(({ group, shortcuts }) => (
        <section key={group}>
          <h2 className="mb-2 text-sm font-[620] text-text-2">{t(`shortcuts.group.${group}`)}</h2>
          <ul>
            {shortcuts.map(({ label, keys }) => (
              <li
                key={label}
                className="flex items-center justify-between gap-4 border-b border-line py-2 text-base last:border-0"
              >
                {t(`shortcuts.${label}`)}
                <Kbd keys={keysOf(keys)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
