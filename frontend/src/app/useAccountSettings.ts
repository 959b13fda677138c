import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../features/users/me.queries.ts';
import { applyLook } from '../platform/appearance.ts';

/** Paints this device in the look that the account carries, also when it was changed on another one. */
export function useAccountSettings(): void {
  const settings = useMe()?.settings;
  const { i18n } = useTranslation();
  const { theme, fontScale, density, language } = settings ?? {};

  useEffect(() => {
    if (theme === undefined || fontScale === undefined || density === undefined) return;
    applyLook({ theme, fontScale, density });
  }, [theme, fontScale, density]);

  useEffect(() => {
    if (language !== undefined && i18n.resolvedLanguage !== language) {
      void i18n.changeLanguage(language);
    }
  }, [language, i18n]);
}
