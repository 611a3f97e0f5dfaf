CREATE TABLE `asks` (
	`id` text PRIMARY KEY NOT NULL,
	`words` text NOT NULL,
	`grade` text,
	`level` text,
	`language` text,
	`standard` text,
	`organization` text NOT NULL,
	`by` text,
	`tell` integer NOT NULL,
	`at` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `asks_at` ON `asks` (`at`);--> statement-breakpoint
CREATE INDEX `asks_person` ON `asks` (`by`) WHERE "asks"."by" is not null;--> statement-breakpoint
CREATE INDEX `asks_waiting` ON `asks` (`at`) WHERE "asks"."tell";--> statement-breakpoint
CREATE TABLE `asks_told` (
	`ask` text NOT NULL,
	`resource` text NOT NULL,
	PRIMARY KEY(`ask`, `resource`),
	FOREIGN KEY (`ask`) REFERENCES `asks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `asks_told_resource` ON `asks_told` (`resource`);