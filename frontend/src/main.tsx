import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { preloadFor } from './app/screens.ts';
import { startTexts } from './i18n/i18n.ts';
import { session } from './platform/session/this-session.ts';
import './styles/index.css';

/** Session, texts and the first screen are fetched side by side; the page is drawn when there are words to draw. */
async function start(): Promise<void> {
  const root = document.querySelector('#root');
  if (!root) throw new Error('index.html has no #root');
  void session.restore();
  const texts = startTexts();
  preloadFor(location.pathname, document.documentElement.dataset['boot'] !== 'door');
  await texts;
  createRoot(root).render(<App />);
}

void start();
