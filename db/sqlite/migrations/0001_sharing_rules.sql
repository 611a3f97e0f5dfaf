CREATE TABLE `rules` (
	`organization` text PRIMARY KEY NOT NULL,
	`sharing` text NOT NULL,
	`trusted` text NOT NULL,
	`revision` integer NOT NULL,
	FOREIGN KEY (`organization`) REFERENCES `organizations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `resources` ADD `ceiling_by` text;