import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { preloadFor } from './app/screens.ts';
import { startTexts } from './i18n/i18n.ts';
import { wasSignedInHere } from './platform/session/browser-world.ts';
import { session } from './platform/session/this-session.ts';
import './styles/index.css';

/** Pages for those who are not signed in; an invite is for both and has to know. */
const DOORS = /^\/(?:login|register|setup)(?:\/|$)/;

/** Session, texts and the first screen are fetched side by side; the page is drawn when there are words to draw. */
async function start(): Promise<void> {
  const root = document.querySelector('#root');
  if (!root) throw new Error('index.html has no #root');
  const { pathname } = location;
  const wasSignedIn = wasSignedInHere();
  if (!wasSignedIn && DOORS.test(pathname)) session.beginSignedOut();
  else void session.restore();
  const texts = startTexts();
  preloadFor(pathname, wasSignedIn);
  await texts;
  createRoot(root).render(<App />);
}

void start();
