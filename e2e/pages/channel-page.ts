import type { Locator, Page } from '@playwright/test';

/** A channel as a person sees it. */
export class ChannelPage {
  readonly page: Page;
  readonly log: Locator;
  readonly composer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log');
    this.composer = page.getByRole('textbox', { name: /^Message #/ });
  }

  /** Rows that hold this text, on their way or arrived. */
  message(text: string): Locator {
    return this.log.getByRole('article').filter({ hasText: text });
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Opens a message's menu by the keyboard-reachable button of its toolbar and chooses an entry. */
  async choose(text: string, entry: string): Promise<void> {
    await this.message(text).hover();
    await this.page
      .getByRole('toolbar', { name: 'Message actions' })
      .getByRole('button', { name: 'More' })
      .click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async edit(text: string, replacement: string): Promise<void> {
    await this.message(text).hover();
    await this.page.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
    const box = this.page.getByRole('textbox', { name: 'Edit message' });
    await box.fill(replacement);
    await box.press('Enter');
  }

  async delete(text: string): Promise<void> {
    await this.choose(text, 'Delete message');
    await this.page.getByRole('dialog').getByRole('button', { name: 'Delete message' }).click();
  }

  /** Reacts through the picker, by searching for the emoji. */
  async react(text: string, emoji: string, search: string): Promise<void> {
    await this.message(text).hover();
    await this.page.getByRole('toolbar').getByRole('button', { name: 'Add reaction' }).click();
    await this.page.getByRole('searchbox', { name: 'Search emoji' }).fill(search);
    await this.page.locator(`[data-emoji="${emoji}"]`).first().click();
  }

  reaction(text: string, emoji: string, count: number): Locator {
    return this.message(text).getByRole('button', { name: `${emoji}, ${count}` });
  }

  channel(name: string): Locator {
    return this.page
      .getByRole('link', { name, exact: false })
      .and(this.page.locator('[data-channel-id]'));
  }

  community(name: string): Locator {
    return this.page.getByRole('navigation', { name: 'Communities' }).getByRole('link', { name });
  }
}
