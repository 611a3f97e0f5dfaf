import type { Response } from "express";

/** Where the bytes of a file lie: a folder and a path below it. */
export interface FileLocation {
  root: string;
  path: string;
}

/** Sends a file with ranges and conditional requests; its headers are set before. */
export function sendFileAt({ root, path }: FileLocation, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    res.sendFile(path, { root, dotfiles: "allow", cacheControl: false, lastModified: false }, (error) => {
      // A reader who closes the window is no fault.
      if (error && !res.headersSent) reject(error);
      else resolve();
    });
  });
}
