CREATE TABLE `asks_ended` (
	`ask` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `asks_ended_at` ON `asks_ended` (`at`);