CREATE TABLE `job_runs` (
	`job` text NOT NULL,
	`outcome` text NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`says` text NOT NULL,
	PRIMARY KEY(`job`, `outcome`)
);
