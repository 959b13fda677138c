import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button/Button.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { KrakenMark } from '../ui/mark/KrakenMark.tsx';

interface CrashBoundaryProps {
  children: ReactNode;
  /** A change of it gives what crashed another chance: the address, for one. */
  resetKey?: string;
}

interface CrashState {
  error: Error | null;
  key: string | undefined;
}

/** Catches a part that throws while it is drawn, so that the rest stays usable. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<CrashState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: CrashState) {
    return props.resetKey === state.key ? null : { error: null, key: props.resetKey };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // oxlint-disable-next-line no-console -- the only trace of a crash in somebody's browser
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <CrashScreen message={error.message} />;
  }
}

function CrashScreen({ message }: { message: string }) {
  const { t } = useTranslation('common');
  return (
    <div role="alert" className="grid min-h-full place-items-center">
      <EmptyState
        heading="h1"
        icon={<KrakenMark size={34} />}
        title={t('crash.title')}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('actions.reload')}
          </Button>
        }
      >
        <p>{t('crash.body')}</p>
        <p className="mt-2 text-sm text-text-3">{t('crash.reference', { message })}</p>
      </EmptyState>
    </div>
  );
}
