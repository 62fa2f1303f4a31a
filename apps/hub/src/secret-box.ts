import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Keeps secrets that must be used again, so that a copy of the database alone does not give them away. */
export class SecretBox {
  private readonly key: Buffer;

  /** @param secret the hub's own: another one cannot open what was locked with this */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, 'pugmark', 'secret-box', 32));
  }

  lock(text: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), locked]).toString('base64');
  }

  /** @throws when it was locked with another secret, or changed */
  open(text: string): string {
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }
}
