CREATE TABLE `import_links` (
	`import` text NOT NULL,
	`seq` integer NOT NULL,
	`url` text NOT NULL,
	`result` text NOT NULL,
	`detail` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`import`, `seq`),
	FOREIGN KEY (`import`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_links_result` ON `import_links` (`import`,`result`,`seq`);--> statement-breakpoint
CREATE INDEX `imports_trying` ON `imports` (`id`) WHERE json_extract("imports"."data", '$.links.state') = 'trying';