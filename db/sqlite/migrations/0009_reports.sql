CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`resource` text NOT NULL,
	`organization` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`by` text,
	`email` text,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`answer` text,
	`revision` integer NOT NULL,
	FOREIGN KEY (`resource`) REFERENCES `resources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reports_organization` ON `reports` (`organization`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `reports_resource` ON `reports` (`resource`);