DROP TABLE `resource_keys`;--> statement-breakpoint
CREATE TABLE `resource_keys` (
	`key` integer NOT NULL,
	`resource` text NOT NULL,
	PRIMARY KEY(`key`, `resource`),
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `resource_keys_resource` ON `resource_keys` (`resource`);
