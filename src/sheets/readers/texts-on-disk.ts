import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PAGE = 1 << 16;
const MOST_PAGES = 64;

/**
 * A long list of texts that keeps the first ones in memory and the rest in a temporary file, so that a workbook
 * with millions of shared strings takes no more memory than one with thousands.
 */
export class DiskTexts {
  private readonly bound: number;
  private readonly near: string[] = [];
  private characters = 0;
  private folder: string | undefined;
  private handle = -1;
  private buffered: Buffer[] = [];
  private bufferedBytes = 0;
  private written = 0;
  /** Where each far text begins; one more than there are. */
  private starts = new Float64Array(1024);
  private far = 0;
  private readonly pages = new Map<number, Buffer>();

  /** `bound`: how many characters stay in memory. */
  constructor(bound = 8 * 2 ** 20) {
    this.bound = bound;
  }

  get length(): number {
    return this.near.length + this.far;
  }

  get isSpilled(): boolean {
    return this.far > 0;
  }

  push(text: string) {
    if (this.characters + text.length <= this.bound && this.far === 0) {
      this.characters += text.length + 16;
      // A copy: the text is pieced together from what the parser holds.
      this.near.push(Buffer.from(text, "utf8").toString("utf8"));
      return;
    }
    const bytes = Buffer.from(text, "utf8");
    if (this.far + 2 > this.starts.length) {
      const longer = new Float64Array(this.starts.length * 2);
      longer.set(this.starts);
      this.starts = longer;
    }
    const start = this.starts[this.far] as number;
    this.starts[++this.far] = start + bytes.length;
    this.buffered.push(bytes);
    this.bufferedBytes += bytes.length;
    if (this.bufferedBytes >= PAGE * 4) this.flush();
  }

  get(index: number): string | undefined {
    if (index < this.near.length) return this.near[index];
    const at = index - this.near.length;
    if (!(at >= 0 && at < this.far)) return undefined;
    this.flush();
    return this.read(this.starts[at] as number, this.starts[at + 1] as number);
  }

  close() {
    if (this.handle >= 0) closeSync(this.handle);
    this.handle = -1;
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  private flush() {
    if (this.buffered.length === 0) return;
    if (this.handle < 0) {
      this.folder = mkdtempSync(join(tmpdir(), "registry-import-"));
      this.handle = openSync(join(this.folder, "texts"), "w+", 0o600);
    }
    const bytes = Buffer.concat(this.buffered);
    writeSync(this.handle, bytes, 0, bytes.length, this.written);
    this.written += bytes.length;
    this.buffered = [];
    this.bufferedBytes = 0;
    this.pages.clear();
  }

  private read(from: number, to: number): string {
    if (to === from) return "";
    const first = Math.floor(from / PAGE);
    const last = Math.floor((to - 1) / PAGE);
    const parts: Buffer[] = [];
    for (let n = first; n <= last; n++) parts.push(this.page(n));
    const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    return bytes.toString("utf8", from - first * PAGE, to - first * PAGE);
  }

  private page(number: number): Buffer {
    const known = this.pages.get(number);
    if (known) return known;
    const page = Buffer.alloc(Math.min(PAGE, this.written - number * PAGE));
    readSync(this.handle, page, 0, page.length, number * PAGE);
    if (this.pages.size >= MOST_PAGES) this.pages.delete(this.pages.keys().next().value as number);
    this.pages.set(number, page);
    return page;
  }
}
