// Loaded with --import before a program: prints its peak memory in KB at the end, where GNU time is not installed.
process.on('exit', () => process.stderr.write(`\n${process.resourceUsage().maxRSS}\n`));
